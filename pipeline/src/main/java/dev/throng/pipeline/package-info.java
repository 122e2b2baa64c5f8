/** The journey on Beam: {@link dev.throng.pipeline.EventFlow} tells it on one screen. */
@NullMarked
package dev.throng.pipeline;

import org.jspecify.annotations.NullMarked;
