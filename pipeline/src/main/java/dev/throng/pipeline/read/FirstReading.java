package dev.throng.pipeline.read;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.util.function.Consumer;

/**
 * Hears the events of a split that is read again later: what becomes of its records is counted
 * then.
 *
 * @param events takes each event, and must not hold on to it
 */
record FirstReading(Consumer<IdentifiedEvent> events) implements Sink<IdentifiedEvent> {
  @Override
  public void keep(IdentifiedEvent event) {
    events.accept(event);
  }

  @Override
  public void drop(DropReason reason) {}

  @Override
  public void reject(RejectReason reason, String field) {}

  @Override
  public void warn(Warning warning) {}
}
