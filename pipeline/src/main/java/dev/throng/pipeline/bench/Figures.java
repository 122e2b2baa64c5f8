package dev.throng.pipeline.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a bench came to, in medians.
 *
 * @param tokenize Jackson merely tokenizing the same bytes
 * @param loop the steps in a plain loop
 * @param pipeline the steps in the pipeline
 * @param ratio the pipeline's events per second over the loop's
 * @param startup seconds that the pipeline takes for an empty file, taken off above
 * @param ledger what a ledger costs; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figures(
    Figure tokenize,
    Figure loop,
    Figure pipeline,
    double ratio,
    double startup,
    @Nullable LedgerFigures ledger) {}
