package dev.throng.transforms.parse;

import dev.throng.schemas.LedgerFact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** What a reader of ledgers found, as text: {@code {path=value, ...}}, with whether it is whole. */
final class FactLines implements FactSink {
  final List<String> all = new ArrayList<>();

  @Override
  public void fact(LedgerFact fact) {
    TreeMap<String, Object> fields = new TreeMap<>();
    for (Schema.Field field : fact.getSchema().getFields()) {
      Object value = fact.get(field.pos());
      if (value != null && !field.name().equals("whole")) {
        fields.put(field.getProp("path"), value);
      }
    }
    all.add((fact.getWhole() ? "" : "unclear ") + fields);
  }

  @Override
  public void unreadable() {
    all.add("unreadable");
  }

  /** Everything that a reader gives, each with its offset. */
  static List<String> read(FactReader reader) throws IOException {
    try (reader) {
      FactLines lines = new FactLines();
      List<String> read = new ArrayList<>();
      while (reader.next(lines)) {
        if (lines.all.size() != read.size() + 1) {
          throw new AssertionError("the sink is told once a line");
        }
        read.add(reader.offset() + ": " + lines.all.get(read.size()));
      }
      if (lines.all.size() != read.size()) {
        throw new AssertionError("the sink is not told at the end");
      }
      return read;
    }
  }

  /** A whole file. */
  static List<String> read(byte[] file) throws IOException {
    return read(FactReader.open(Outcomes.channel(file), 0, Long.MAX_VALUE));
  }

  /** A whole file as one that Throng itself wrote, without offsets. */
  static List<String> toldOfOwn(byte[] file) throws IOException {
    return read(FactReader.openOwn(Outcomes.channel(file), 0, Long.MAX_VALUE)).stream()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }

  /** The same, without offsets. */
  static List<String> told(byte[] file) throws IOException {
    return read(file).stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }
}
