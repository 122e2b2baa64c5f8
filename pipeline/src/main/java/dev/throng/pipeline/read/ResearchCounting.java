package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Research;
import dev.throng.pipeline.publish.TransferRegion;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.transforms.aggregate.PreAggregation;
import java.util.List;
import java.util.function.Consumer;

/**
 * The worker's side of the extract for research: how many events, and whose, look alike. Left out
 * are people of excluded regions (P25), and disputes about health (P8). Made on the worker, for one
 * thread.
 */
public final class ResearchCounting {
  private final Research research;
  private final PreAggregation aggregation;

  /** Counting for an extract. */
  public ResearchCounting(Research research, Consumer<Aggregate> aggregates) {
    this.research = research;
    this.aggregation = new PreAggregation(List.of(research.report()), aggregates);
  }

  /** Counts an event of the run, where its people allow research. */
  public void add(ConsentedEvent event) {
    if (!event.getEvent().getHealthData()
        && !TransferRegion.isIn(event.getEvent().getResidence(), research.excludedRegions())) {
      aggregation.add(event);
    }
  }

  /** Gives everything away. */
  public void flush() {
    aggregation.flush();
  }
}
