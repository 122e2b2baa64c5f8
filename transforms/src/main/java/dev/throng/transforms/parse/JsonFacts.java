package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import dev.throng.schemas.LedgerFact;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ledger of one JSON object a line. A line that is broken somewhere is not whole, but may
 * have said before whom it is about.
 */
final class JsonFacts implements FactReader {
  private static final int MOST_LINE_BYTES = 64 << 10;
  private static final String SUBJECT = "subject";

  /** How the value of each name but the subject's is read. */
  private static final Map<String, JsonKind> KINDS =
      Map.of(
          "purpose", JsonKind.TEXT,
          "state", JsonKind.TEXT,
          "effective_at", JsonKind.TIME,
          "recorded_at", JsonKind.TIME,
          "policy_version", JsonKind.TEXT);

  private final LineReader lines;
  private final JsonInput in =
      new JsonInput(ParseSettings.standard().withMaxRecordBytes(MOST_LINE_BYTES));
  private final LedgerFact fact = new LedgerFact();

  private JsonFacts(LineReader lines) {
    this.lines = lines;
  }

  static JsonFacts of(ReadableByteChannel channel, long start, long end) throws IOException {
    Input input = Input.at(channel, LineReader.position(start));
    return new JsonFacts(LineReader.of(input, start, end, MOST_LINE_BYTES));
  }

  @Override
  public boolean next(FactSink sink) throws IOException {
    if (!lines.next()) {
      return false;
    }
    for (int field = 0; field < LedgerFact.getClassSchema().getFields().size() - 1; field++) {
      fact.put(field, null);
    }
    fact.setWhole(false);
    if (!lines.corrupt() && !lines.tooLarge()) {
      read();
    }
    if (fact.getSubjectType() == null || fact.getSubjectId() == null) {
      sink.unreadable();
    } else {
      sink.fact(fact);
    }
    return true;
  }

  private void read() {
    try {
      try {
        in.open(lines.bytes(), lines.from(), lines.length());
        fact.setWhole(in.next() == JsonToken.START_OBJECT && line() && in.next() == null);
      } finally {
        in.close();
      }
    } catch (Rejected | IOException e) {
      // The exception ends here: its message may quote the line (F22).
      fact.setWhole(false);
    }
  }

  /** Reads the object at hand, and says whether all that is known of it was understood. */
  private boolean line() throws IOException, Rejected {
    boolean whole = true;
    Set<String> seen = new HashSet<>();
    while (in.nextName()) {
      String name = in.name();
      in.next();
      boolean known = name.equals(SUBJECT) || KINDS.containsKey(name);
      if (known && !seen.add(name)) {
        if (name.equals(SUBJECT)) {
          // Which of the two it means, nobody knows.
          fact.setSubjectId(null);
        }
        return false;
      }
      whole &= name.equals(SUBJECT) ? subject() : member(name);
    }
    return whole;
  }

  private boolean member(String name) throws IOException, Rejected {
    JsonKind kind = KINDS.get(name);
    if (kind == null) {
      JsonMember.skip(in);
      return true;
    }
    boolean absent = in.token() == JsonToken.VALUE_NULL;
    @Nullable Object value = kind.read(in);
    fact.put(name, value);
    return absent || value != null;
  }

  private boolean subject() throws IOException, Rejected {
    if (in.token() != JsonToken.START_OBJECT) {
      JsonMember.skip(in);
      return false;
    }
    boolean once = true;
    @Nullable String type = null;
    @Nullable String id = null;
    while (in.nextName()) {
      String name = in.name();
      in.next();
      switch (name) {
        case "type" -> {
          once &= type == null;
          type = (String) JsonKind.TEXT.read(in);
        }
        case "id" -> {
          once &= id == null;
          id = (String) JsonKind.IDENTIFIER.read(in);
        }
        default -> JsonMember.skip(in);
      }
    }
    if (once) {
      fact.setSubjectType(type);
      fact.setSubjectId(id);
    }
    return once;
  }

  @Override
  public long offset() {
    return lines.offset();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
