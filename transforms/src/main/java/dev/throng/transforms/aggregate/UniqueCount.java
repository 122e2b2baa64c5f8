package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import dev.throng.schemas.PseudonymousEvent;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Distinct people, devices, users or companies, robots and nobody apart. People and devices may be
 * day-bound; users and companies never are. A person without a company is no company here.
 */
final class UniqueCount extends Tally {
  private final Function<PseudonymousEvent, @Nullable Long> id;
  private final boolean mayBeDayBound;
  private final DayAware seen = new DayAware(DistinctSet::new);

  private UniqueCount(Function<PseudonymousEvent, @Nullable Long> id, boolean mayBeDayBound) {
    this.id = id;
    this.mayBeDayBound = mayBeDayBound;
  }

  static UniqueCount ofPeople() {
    return new UniqueCount(PseudonymousEvent::getPersonHash, true);
  }

  static UniqueCount ofDevices() {
    return new UniqueCount(PseudonymousEvent::getDeviceHash, true);
  }

  static UniqueCount ofUsers() {
    return new UniqueCount(PseudonymousEvent::getUserHash, false);
  }

  static UniqueCount ofCompanies() {
    return new UniqueCount(PseudonymousEvent::getCompanyHash, false);
  }

  @Override
  int add(EventFacts facts) {
    if (!facts.somebody) {
      return 0;
    }
    Long hash = id.apply(facts.event);
    if (hash == null) {
      return 0;
    }
    return mayBeDayBound && facts.dayBound ? seen.add(hash, facts.day) : seen.add(hash);
  }

  @Override
  void merge(Tally other) {
    seen.merge(((UniqueCount) other).seen);
  }

  @Override
  boolean isEmpty() {
    return seen.isEmpty();
  }

  @Override
  void write(ByteArrayDataOutput out) {
    seen.write(out);
  }

  @Override
  void read(ByteBuffer in) {
    seen.read(in);
  }

  @Override
  String value() {
    return Long.toString(seen.count());
  }
}
