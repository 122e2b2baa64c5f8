/** Measures the pipeline against a plain loop over the very same steps. */
@NullMarked
package dev.throng.pipeline.bench;

import org.jspecify.annotations.NullMarked;
