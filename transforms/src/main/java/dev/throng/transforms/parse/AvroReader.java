package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads the events of Avro container files. A block that cannot be read, or the rest of one behind
 * its last record that can, is one rejection; nobody knows how many records it held.
 */
final class AvroReader implements EventReader {

  private final AvroBlocks blocks;
  private final AvroEvents events;
  private final AvroBytes in = new AvroBytes();
  private long left;
  private boolean inBlock;

  private AvroReader(AvroBlocks blocks, AvroEvents events) {
    this.blocks = blocks;
    this.events = events;
  }

  static AvroReader of(ReadableByteChannel channel, long start, long end, ParseSettings settings)
      throws IOException {
    try {
      AvroBlocks blocks = AvroBlocks.of(new Window(Input.at(channel, 0)), start, end);
      return new AvroReader(blocks, AvroEvents.of(blocks.header().schema(), settings));
    } catch (UnreadableInput e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public boolean next(Sink<? super IdentifiedEvent> sink) throws IOException {
    while (true) {
      if (inBlock && left > 0) {
        record(sink);
        return true;
      }
      if (inBlock && in.left() > 0) {
        return unreadable(sink);
      }
      inBlock = false;
      if (!blocks.next()) {
        return false;
      }
      if (!blocks.sound()) {
        return unreadable(sink);
      }
      blocks.into(in);
      left = blocks.records();
      inBlock = true;
    }
  }

  private void record(Sink<? super IdentifiedEvent> sink) {
    try {
      events.read(in);
    } catch (Rejected e) {
      unreadable(sink);
      return;
    }
    left--;
    events.tell(sink);
  }

  private boolean unreadable(Sink<? super IdentifiedEvent> sink) {
    inBlock = false;
    sink.reject(RejectReason.UNREADABLE_BLOCK);
    return true;
  }

  @Override
  public long offset() {
    return blocks.offset();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
