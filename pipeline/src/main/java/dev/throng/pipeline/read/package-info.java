/** Reads input files as splits, and runs every treatment on them in one fused chain (law 1). */
@NullMarked
package dev.throng.pipeline.read;

import org.jspecify.annotations.NullMarked;
