package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;

/** Sessions. */
final class SessionCount extends Tally {
  private long count;

  @Override
  void add(Session session) {
    count++;
  }

  @Override
  void merge(Tally other) {
    count += ((SessionCount) other).count;
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
