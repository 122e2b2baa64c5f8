package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;

/** Events: all of them, or those that are a conversion or an order. */
final class EventCount extends Tally {
  private final boolean all;
  private long count;

  private EventCount(boolean all) {
    this.all = all;
  }

  static EventCount ofAll() {
    return new EventCount(true);
  }

  static EventCount ofConversions() {
    return new EventCount(false);
  }

  @Override
  int add(EventFacts facts) {
    if (all || facts.is(EventFacts.CONVERSION)) {
      count++;
    }
    return 0;
  }

  @Override
  void merge(Tally other) {
    count += ((EventCount) other).count;
  }

  @Override
  boolean isEmpty() {
    return count == 0;
  }

  @Override
  void write(ByteArrayDataOutput out) {
    out.writeLong(count);
  }

  @Override
  void read(ByteBuffer in) {
    count += in.getLong();
  }

  @Override
  String value() {
    return Long.toString(count);
  }
}
