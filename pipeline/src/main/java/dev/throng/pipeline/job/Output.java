package dev.throng.pipeline.job;

import java.io.Serializable;

/**
 * A folder and the format of the files in it.
 *
 * @param <F> the formats to choose from
 */
public record Output<F extends Enum<F>>(String to, F format) implements Serializable {}
