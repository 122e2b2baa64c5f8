package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.base.Utf8;
import dev.throng.transforms.step.Amount;
import dev.throng.transforms.step.RejectReason;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's tokens of one record at a time, held to what Jackson leaves open: all of the record is
 * UTF-8, surrogates come in pairs (RFC 7493) and lengths have bounds in what is skipped, too.
 *
 * <p>Where a method throws an {@code IOException}, the record is no JSON, or one of Jackson's own
 * limits is hit. Its message may quote the record: it must not get any further (F22).
 */
final class JsonInput implements Scalar {

  private static final int MOST_NAME_CHARS = 1_024;
  private static final int MOST_SHORT_CHARS = 64;
  private static final int DETECTED_BYTES = 4;

  private final int maxDepth;
  private final int maxKeys;
  private final int maxStringBytes;
  private final int maxNumberBytes;
  private final PlainStrings.Factory json;
  private final RecentTexts texts = new RecentTexts();
  private final CharsetEncoder pairs = StandardCharsets.UTF_8.newEncoder();
  private final byte[] ascii = new byte[MOST_SHORT_CHARS];
  private final Rejected rejected = new Rejected();

  private @Nullable PlainStrings open;
  private byte[] bytes = ascii;
  private boolean careful;
  private int depth;

  JsonInput(ParseSettings settings) {
    maxDepth = settings.maxDepth();
    maxKeys = settings.maxKeys();
    maxStringBytes = settings.maxStringBytes();
    maxNumberBytes = settings.maxNumberBytes();
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            // One more than ours, as Jackson does not say which limit it was.
            .maxNestingDepth(maxDepth + 1)
            .maxStringLength(maxStringBytes)
            .maxNumberLength(maxNumberBytes)
            // Counted in bytes, and only roughly.
            .maxNameLength(8 * MOST_NAME_CHARS)
            .maxDocumentLength(settings.maxRecordBytes())
            .build();
    // Names are canonical within the factory's table, which forgets when it has 6,000; the table
    // of the JVM never would.
    json =
        new PlainStrings.Factory(
            new JsonFactoryBuilder()
                .streamReadConstraints(limits)
                .enable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION));
  }

  /** Starts with another text, which {@link #close} ends. */
  void open(byte[] bytes, int offset, int length) throws IOException, Rejected {
    int end = offset + length;
    int plain = Swar.endOfPlain(bytes, offset, end);
    if (plain < end && !Utf8.isWellFormed(bytes, plain, end - plain)) {
      throw reject(RejectReason.INVALID_UTF8);
    }
    // A mark of byte order is no JSON, nor is UTF-16 or UTF-32, which zeroes tell.
    for (int i = offset; i < Math.min(end, offset + DETECTED_BYTES); i++) {
      if (bytes[i] == 0 || (bytes[i] < 0 && i == offset)) {
        throw reject(RejectReason.MALFORMED);
      }
    }
    careful = length > maxStringBytes || hasSurrogates(bytes, plain, end);
    depth = 0;
    // What is careful looks at every string through Jackson.
    open = json.of(bytes, offset, length, careful ? offset : plain);
    this.bytes = bytes;
  }

  /** Gives the buffers back. */
  void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  Rejected reject(RejectReason reason) {
    return rejected.as(reason, "");
  }

  Rejected reject(RejectReason reason, String field) {
    return rejected.as(reason, field);
  }

  /** Goes to the next token; null at the end. */
  @Nullable JsonToken next() throws IOException, Rejected {
    JsonParser in = parser();
    @Nullable JsonToken token = in.nextToken();
    if (token == null) {
      return null;
    }
    switch (token) {
      case START_OBJECT, START_ARRAY -> {
        if (++depth > maxDepth) {
          throw reject(RejectReason.TOO_DEEP);
        }
      }
      case END_OBJECT, END_ARRAY -> depth--;
      case FIELD_NAME -> checkName(in.currentName());
      case VALUE_STRING -> {
        if (careful) {
          checkString(in);
        }
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (in.getTextLength() > maxNumberBytes) {
          throw reject(RejectReason.LIMIT);
        }
      }
      default -> {}
    }
    return token;
  }

  /** The token at hand. */
  JsonToken token() {
    return parser().currentToken();
  }

  /** Whether the object at hand has another name, which then is at hand; else its end is. */
  boolean nextName() throws IOException, Rejected {
    return next() == JsonToken.FIELD_NAME;
  }

  /** The name at hand. */
  String name() throws IOException {
    return parser().currentName();
  }

  /** Takes note of a name of an object that no table has. */
  void unknownName(Set<String> seen) throws IOException, Rejected {
    if (seen.size() >= maxKeys) {
      throw reject(RejectReason.LIMIT);
    }
    if (!seen.add(name())) {
      throw reject(RejectReason.DUPLICATE_KEY);
    }
  }

  @Override
  public String text() throws IOException {
    PlainStrings in = parser();
    return in.atPlain() ? texts.of(bytes, in.from(), in.to()) : in.getText();
  }

  @Override
  public String rareText() throws IOException {
    PlainStrings in = parser();
    return in.atPlain() ? RecentTexts.fresh(bytes, in.from(), in.to()) : in.getText();
  }

  @Override
  public boolean integral() {
    return token() == JsonToken.VALUE_NUMBER_INT;
  }

  @Override
  public @Nullable Long whole() throws IOException {
    return integral() && parser().getNumberType() != JsonParser.NumberType.BIG_INTEGER
        ? Long.valueOf(parser().getLongValue())
        : null;
  }

  @Override
  public double decimal() throws IOException {
    double value = parser().getDoubleValue();
    // To Jackson, an integer has no negative zero.
    return value == 0 && parser().getTextCharacters()[parser().getTextOffset()] == '-'
        ? -0.0
        : value;
  }

  @Override
  public long digits() throws IOException {
    PlainStrings in = parser();
    if (in.atPlain()) {
      return Swar.digits(bytes, in.from(), in.to());
    }
    int length = ascii();
    return length < 0 ? -1 : Swar.digits(ascii, 0, length);
  }

  @Override
  public long millis() throws IOException {
    PlainStrings in = parser();
    if (in.atPlain()) {
      return IsoTime.millis(bytes, in.from(), in.to());
    }
    int length = ascii();
    return length < 0 ? IsoTime.UNREADABLE : IsoTime.millis(ascii, 0, length);
  }

  @Override
  public long utcMillis() throws IOException {
    PlainStrings in = parser();
    if (in.atPlain()) {
      return IsoTime.utcMillis(bytes, in.from(), in.to());
    }
    int length = ascii();
    return length < 0 ? IsoTime.UNREADABLE : IsoTime.utcMillis(ascii, 0, length);
  }

  @Override
  public long amount() throws IOException {
    PlainStrings in = parser();
    if (in.atPlain()) {
      return Amount.parse(bytes, in.from(), in.to() - in.from());
    }
    int length = ascii();
    return length < 0 ? Amount.UNKNOWN : Amount.parse(ascii, 0, length);
  }

  /** Where the object or array starts whose start is at hand, in the array of bytes. */
  int start() {
    return parser().position() - 1;
  }

  /** Where what stands behind the token at hand starts. */
  int position() {
    return parser().position();
  }

  /** The array that holds the record. */
  byte[] bytes() {
    return bytes;
  }

  /** Copies a short text of ASCII, and gives its length; -1 if it is none. */
  private int ascii() throws IOException {
    PlainStrings in = parser();
    int length = in.getTextLength();
    if (length > ascii.length) {
      return -1;
    }
    char[] text = in.getTextCharacters();
    int offset = in.getTextOffset();
    for (int i = 0; i < length; i++) {
      char next = text[offset + i];
      if (next >= 0x80) {
        return -1;
      }
      ascii[i] = (byte) next;
    }
    return length;
  }

  private PlainStrings parser() {
    if (open == null) {
      throw new IllegalStateException("no record is open");
    }
    return open;
  }

  private void checkName(String name) throws Rejected {
    if (name.length() > MOST_NAME_CHARS) {
      throw reject(RejectReason.LIMIT);
    }
    if (careful && !pairs.canEncode(name)) {
      throw reject(RejectReason.MALFORMED);
    }
  }

  private void checkString(JsonParser in) throws IOException, Rejected {
    long start = in.currentTokenLocation().getByteOffset();
    String text = in.getText();
    if (in.currentLocation().getByteOffset() - start - 2 > maxStringBytes) {
      throw reject(RejectReason.LIMIT);
    }
    if (!pairs.canEncode(text)) {
      throw reject(RejectReason.MALFORMED);
    }
  }

  /** Whether anything looks like the escape of a surrogate, which is rare. */
  private static boolean hasSurrogates(byte[] bytes, int from, int to) {
    int at = Swar.indexOf(bytes, from, to, '\\');
    while (at + 2 < to) {
      if (bytes[at + 1] == 'u' && (bytes[at + 2] | 0x20) == 'd') {
        return true;
      }
      at = Swar.indexOf(bytes, at + 2, to, '\\');
    }
    return false;
  }
}
