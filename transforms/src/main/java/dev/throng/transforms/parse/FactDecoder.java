package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import dev.throng.schemas.LedgerFact;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes facts of the ledger, each an object of JSON. One that is broken somewhere is not whole,
 * but may have said before whom it is about. For one thread.
 */
public final class FactDecoder {
  static final int MOST_BYTES = 64 << 10;

  private final JsonInput in =
      new JsonInput(ParseSettings.standard().withMaxRecordBytes(MOST_BYTES));
  private final LedgerFact fact = new LedgerFact();

  /** Whether it is Throng's own, which names subjects by join pseudonyms and never by ids. */
  private final boolean own;

  /** A decoder of facts that others wrote. */
  public FactDecoder() {
    this(false);
  }

  /** A decoder of Throng's own. */
  public static FactDecoder ofOwn() {
    return new FactDecoder(true);
  }

  FactDecoder(boolean own) {
    this.own = own;
  }

  /**
   * Decodes the fact in {@code length} bytes from {@code from}, and tells the sink what it found,
   * once. Throws nothing for bad content; more than 64 KB are nobody's.
   */
  public void decode(byte[] bytes, int from, int length, FactSink sink) {
    fact.setSubjectType(null);
    fact.setSubjectId(null);
    fact.setSubjectJoin(null);
    fact.setPurpose(null);
    fact.setState(null);
    fact.setEffectiveAt(null);
    fact.setRecordedAt(null);
    fact.setPolicyVersion(null);
    fact.setWhole(false);
    if (length <= MOST_BYTES) {
      read(bytes, from, length);
    }
    if (fact.getSubjectType() == null
        || (fact.getSubjectId() == null && fact.getSubjectJoin() == null)) {
      sink.unreadable();
    } else {
      sink.fact(fact);
    }
  }

  private void read(byte[] bytes, int from, int length) {
    try {
      try {
        in.open(bytes, from, length);
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
    int seen = 0;
    while (in.nextName()) {
      Name name = Name.of(in.name());
      in.next();
      if ((seen & name.bit()) == 0) {
        whole &= member(name);
        seen |= name.bit();
        continue;
      }
      whole = false;
      if (name == Name.SUBJECT) {
        // Which of the two it means, nobody knows.
        fact.setSubjectType(null);
      }
      skip();
    }
    return whole;
  }

  /** The names that are known, and all others. */
  private enum Name {
    SUBJECT(1),
    PURPOSE(1 << 1),
    STATE(1 << 2),
    EFFECTIVE_AT(1 << 3),
    RECORDED_AT(1 << 4),
    POLICY_VERSION(1 << 5),
    OTHER(0);

    private final int bit;

    Name(int bit) {
      this.bit = bit;
    }

    static Name of(String name) {
      return switch (name) {
        case "subject" -> SUBJECT;
        case "purpose" -> PURPOSE;
        case "state" -> STATE;
        case "effective_at" -> EFFECTIVE_AT;
        case "recorded_at" -> RECORDED_AT;
        case "policy_version" -> POLICY_VERSION;
        default -> OTHER;
      };
    }

    /** Of names that may come once, each has one. */
    int bit() {
      return bit;
    }
  }

  /** Reads the value at hand to its end, and says whether it was understood. */
  private boolean member(Name name) throws IOException, Rejected {
    JsonToken token = in.token();
    if (name == Name.OTHER || token == JsonToken.VALUE_NULL) {
      skip();
      return name != Name.SUBJECT;
    }
    if (name == Name.SUBJECT) {
      return subject();
    }
    if (token.isStructStart()) {
      skip();
      return false;
    }
    return switch (name) {
      case PURPOSE -> {
        fact.setPurpose(text());
        yield fact.getPurpose() != null;
      }
      case STATE -> {
        fact.setState(text());
        yield fact.getState() != null;
      }
      case POLICY_VERSION -> {
        fact.setPolicyVersion(text());
        yield fact.getPolicyVersion() != null;
      }
      case EFFECTIVE_AT -> {
        fact.setEffectiveAt(time());
        yield fact.getEffectiveAt() != null;
      }
      default -> {
        fact.setRecordedAt(time());
        yield fact.getRecordedAt() != null;
      }
    };
  }

  private @Nullable String text() throws IOException, Rejected {
    return (String) JsonKind.TEXT.read(in);
  }

  private @Nullable Long time() throws IOException, Rejected {
    return (Long) JsonKind.TIME.read(in);
  }

  private boolean subject() throws IOException, Rejected {
    if (in.token() != JsonToken.START_OBJECT) {
      skip();
      return false;
    }
    boolean typed = false;
    boolean identified = false;
    boolean once = true;
    @Nullable String type = null;
    @Nullable String id = null;
    while (in.nextName()) {
      String name = in.name();
      boolean scalar = in.next() != null && !in.token().isStructStart();
      if (name.equals("type")) {
        once &= !typed;
        typed = true;
        type = scalar ? text() : null;
      } else if (name.equals(own ? "join" : "id")) {
        once &= !identified;
        identified = true;
        id = scalar ? (String) JsonKind.IDENTIFIER.read(in) : null;
      }
      skip();
    }
    if (once) {
      fact.setSubjectType(type);
      if (own) {
        fact.setSubjectJoin(id);
      } else {
        fact.setSubjectId(id);
      }
    }
    return once;
  }

  /**
   * Goes to the end of the value at hand, whatever is in it: behind it there may be another
   * subject.
   */
  private void skip() throws IOException, Rejected {
    int open = in.token().isStructStart() ? 1 : 0;
    while (open > 0) {
      in.next();
      open += in.token().isStructStart() ? 1 : in.token().isStructEnd() ? -1 : 0;
    }
  }
}
