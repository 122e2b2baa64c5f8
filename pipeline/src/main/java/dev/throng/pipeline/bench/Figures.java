package dev.throng.pipeline.bench;

/**
 * What a bench came to, in medians.
 *
 * @param tokenize Jackson merely tokenizing the same bytes
 * @param loop the steps in a plain loop
 * @param pipeline the steps in the pipeline
 * @param ratio the pipeline's events per second over the loop's
 * @param startup seconds that the pipeline takes for an empty file, taken off above
 */
public record Figures(
    Figure tokenize, Figure loop, Figure pipeline, double ratio, double startup) {}
