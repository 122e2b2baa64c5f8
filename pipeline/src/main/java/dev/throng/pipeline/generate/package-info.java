/** Synthetic events of people who do not exist, for load, demonstrations and tests. */
@NullMarked
package dev.throng.pipeline.generate;

import org.jspecify.annotations.NullMarked;
