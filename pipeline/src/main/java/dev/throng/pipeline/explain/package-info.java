/** Tells people why one event may serve a purpose, without saying whose it is. */
@NullMarked
package dev.throng.pipeline.explain;

import org.jspecify.annotations.NullMarked;
