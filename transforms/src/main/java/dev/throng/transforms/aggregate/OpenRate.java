package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** People with an {@code email_open} for each with an {@code email_sent} (P17). */
final class OpenRate extends Tally {
  private final DayAware sent = new DayAware(DistinctSet::new);
  private final DayAware opened = new DayAware(DistinctSet::new);

  @Override
  int add(EventFacts facts) {
    if (!facts.somebody || !facts.is(EventFacts.EMAIL_SENT | EventFacts.EMAIL_OPEN)) {
      return 0;
    }
    DayAware people = facts.is(EventFacts.EMAIL_SENT) ? sent : opened;
    return facts.dayBound ? people.add(facts.person, facts.day) : people.add(facts.person);
  }

  @Override
  void merge(Tally other) {
    sent.merge(((OpenRate) other).sent);
    opened.merge(((OpenRate) other).opened);
  }

  @Override
  boolean isEmpty() {
    return sent.isEmpty() && opened.isEmpty();
  }

  @Override
  void write(ByteArrayDataOutput out) {
    sent.write(out);
    opened.write(out);
  }

  @Override
  void read(ByteBuffer in) {
    sent.read(in);
    opened.read(in);
  }

  @Override
  @Nullable String value() {
    return Ratio.text(opened.count(), sent.count());
  }
}
