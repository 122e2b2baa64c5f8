/** The job file: read once, at the start, into immutable validated records. */
@NullMarked
package dev.throng.pipeline.job;

import org.jspecify.annotations.NullMarked;
