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
 * @param format how it compares with throng-json a byte; null where that is what is read
 * @param ledger what a ledger costs; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figures(
    Figure tokenize,
    Figure loop,
    Figure pipeline,
    double ratio,
    double startup,
    @Nullable FormatFigures format,
    @Nullable LedgerFigures ledger) {}
