package dev.throng.transforms.release.budget;

import java.io.Serializable;

/**
 * That one window of one report was released, or will be.
 *
 * @param report its name
 * @param windowStart the first instant, milliseconds since 1970-01-01T00:00Z
 * @param cost what that tells of a person at most
 */
public record Spending(String report, long windowStart, Cost cost) implements Serializable {}
