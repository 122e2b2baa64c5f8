package dev.throng.transforms.pseudonymize;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long an output is kept, and what comes then (P14).
 *
 * @param keep from the end of the day, or the window, that the data are of
 * @param anonymize whether pseudonyms are taken off and what is left stays; else all is deleted
 */
public record Retention(Duration keep, boolean anonymize) implements Serializable {}
