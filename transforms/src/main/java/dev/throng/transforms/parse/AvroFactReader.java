package dev.throng.transforms.parse;

import java.io.IOException;

/**
 * Reads the facts of Avro container files. A block that cannot be read is one thing of which nobody
 * knows whom it is about. Where a record breaks off, and with it the rest of its block, but had
 * said before whom it is about, that is told first.
 */
final class AvroFactReader implements FactReader {

  private final AvroRecords records;
  private final AvroFacts facts;
  private boolean broken;

  private AvroFactReader(AvroRecords records, AvroFacts facts) {
    this.records = records;
    this.facts = facts;
  }

  /** Reads an input that stands at its file's start. */
  static AvroFactReader of(Input input, long start, long end) throws IOException {
    AvroRecords records = AvroRecords.of(input, start, end, null);
    return new AvroFactReader(records, AvroFacts.of(records.schema()));
  }

  @Override
  public boolean next(FactSink sink) throws IOException {
    if (broken) {
      broken = false;
      sink.unreadable();
      return true;
    }
    switch (records.next(facts)) {
      case RECORD -> facts.tell(sink);
      case BROKEN -> {
        broken = facts.hasSubject();
        facts.tell(sink);
      }
      case UNREADABLE -> sink.unreadable();
      case END -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public long offset() {
    return records.offset();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
