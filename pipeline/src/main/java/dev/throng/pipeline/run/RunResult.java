package dev.throng.pipeline.run;

import dev.throng.pipeline.publish.Manifest;
import dev.throng.pipeline.publish.Summary;

/**
 * What a run came to.
 *
 * @param status whether its statistics were published
 * @param summary what became of everything
 */
public record RunResult(Manifest.Status status, Summary summary) {}
