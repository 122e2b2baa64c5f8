package dev.throng.pipeline.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How fast a format is a byte, beside throng-json of the same events in the same run.
 *
 * @param format its name
 * @param bytes of an event, on average
 * @param jsonBytes of an event as throng-json
 * @param read reading alone: bytes a second of the processors over those of throng-json
 * @param loop the same of all steps, in the plain loop
 * @param loopWall the same by the clock on the wall
 */
public record FormatFigures(
    String format,
    @JsonProperty("bytes_per_event") double bytes,
    @JsonProperty("json_bytes_per_event") double jsonBytes,
    @JsonProperty("read_ratio") double read,
    @JsonProperty("loop_ratio") double loop,
    @JsonProperty("loop_ratio_wall") double loopWall) {

  /** Of two sizes and what was measured of both. */
  static FormatFigures of(
      String format,
      double bytes,
      double jsonBytes,
      Figure read,
      Figure jsonRead,
      Figure loop,
      Figure jsonLoop) {
    double size = bytes / jsonBytes;
    return new FormatFigures(
        format,
        bytes,
        jsonBytes,
        size * jsonRead.cpuSecondsPerMillion() / read.cpuSecondsPerMillion(),
        size * jsonLoop.cpuSecondsPerMillion() / loop.cpuSecondsPerMillion(),
        size * loop.eventsPerSecond() / jsonLoop.eventsPerSecond());
  }
}
