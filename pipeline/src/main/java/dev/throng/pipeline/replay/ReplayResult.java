package dev.throng.pipeline.replay;

import dev.throng.pipeline.publish.Counts;

/**
 * What a replay came to.
 *
 * @param counts what became of the records that it opened
 * @param locked how many there are besides whose private key was not given
 * @param expired how many there are whose seal key has expired
 */
public record ReplayResult(Counts counts, long locked, long expired) {}
