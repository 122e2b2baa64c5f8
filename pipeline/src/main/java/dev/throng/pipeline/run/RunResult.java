package dev.throng.pipeline.run;

import dev.throng.pipeline.publish.Manifest;
import dev.throng.pipeline.publish.Summary;

/**
 * What a run came to.
 *
 * @param status whether its statistics were published
 * @param summary what became of everything
 * @param missing how many windows third parties were promised otherwise than the input now says,
 *     without a file of them in an output of the job
 */
public record RunResult(Manifest.Status status, Summary summary, long missing) {}
