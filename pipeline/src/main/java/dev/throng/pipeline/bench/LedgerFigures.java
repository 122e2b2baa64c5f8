package dev.throng.pipeline.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger costs, in medians. Reading it, a part of start-up, is taken off the figures of the
 * joins.
 *
 * @param load what it takes to load it
 * @param memory the pipeline with the ledger in memory; null where that was not measured
 * @param shuffle the pipeline with the ledger shuffled, likewise
 * @param loopMemory the plain loop with the ledger in memory, likewise
 * @param loopShuffle the plain loop with its rows gathered by id, likewise
 * @param ratios of each of these: events per second over those without a ledger, and with {@code
 *     _cpu} behind the name, CPU seconds over those without
 * @param kept how many events each of them kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerFigures(
    LedgerLoad load,
    @Nullable Figure memory,
    @Nullable Figure shuffle,
    @JsonProperty("loop_memory") @Nullable Figure loopMemory,
    @JsonProperty("loop_shuffle") @Nullable Figure loopShuffle,
    Map<String, Double> ratios,
    Map<String, Long> kept) {

  /** From the figures of all that was measured, by name. */
  static LedgerFigures of(LedgerLoad load, Map<String, Figure> figures, Map<String, Long> kept) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (String base : new String[] {"pipeline", "loop"}) {
      for (String join : new String[] {"memory", "shuffle"}) {
        String name = base.equals("loop") ? "loop_" + join : join;
        Figure with = figures.get(name);
        Figure without = figures.get(base);
        if (with != null && without != null) {
          ratios.put(name, with.eventsPerSecond() / without.eventsPerSecond());
          ratios.put(name + "_cpu", with.cpuSecondsPerMillion() / without.cpuSecondsPerMillion());
        }
      }
    }
    return new LedgerFigures(
        load,
        figures.get("memory"),
        figures.get("shuffle"),
        figures.get("loop_memory"),
        figures.get("loop_shuffle"),
        ratios,
        kept);
  }
}
