/** Runs a job: before the pipeline, the pipeline on an engine, and the commit behind it. */
@NullMarked
package dev.throng.pipeline.run;

import org.jspecify.annotations.NullMarked;
