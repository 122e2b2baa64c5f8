package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;

/**
 * Jackson's parser, which besides tells where a string stands that is plain: its bytes are its
 * characters, with no escape, no control character and nothing beyond ASCII. Such a string is read
 * from where it stands, and passed eight bytes at a time; any other is Jackson's, as all else is.
 */
final class PlainStrings extends UTF8StreamJsonParser {

  private int plainEnd;
  private int from = -1;
  private int to;

  private PlainStrings(
      IOContext context,
      int features,
      ByteQuadsCanonicalizer names,
      byte[] bytes,
      int start,
      int end) {
    super(context, features, null, null, names, bytes, start, end, 0, false);
    plainEnd = start;
  }

  /** Makes these parsers of bytes, which have to be UTF-8: nothing is guessed. */
  static final class Factory extends JsonFactory {
    private static final long serialVersionUID = 1;

    Factory(JsonFactoryBuilder settings) {
      super(settings);
    }

    /** A parser of a text of which all before {@code plainEnd} is known to be plain. */
    PlainStrings of(byte[] bytes, int offset, int length, int plainEnd) throws IOException {
      PlainStrings parser = (PlainStrings) createParser(bytes, offset, length);
      parser.plainEnd = plainEnd;
      return parser;
    }

    @Override
    protected PlainStrings _createParser(byte[] bytes, int offset, int length, IOContext context) {
      ByteQuadsCanonicalizer names = _byteSymbolCanonicalizer.makeChild(_factoryFeatures);
      return new PlainStrings(context, _parserFeatures, names, bytes, offset, offset + length);
    }
  }

  /** Whether the token at hand is a plain string, whose bytes then stand in the input. */
  boolean atPlain() {
    if (!_tokenIncomplete || _currToken != JsonToken.VALUE_STRING) {
      return false;
    }
    if (from != _inputPtr) {
      from = _inputPtr;
      to = Swar.indexOf(_inputBuffer, from, plainEnd, '"');
    }
    return to < plainEnd;
  }

  /** The first byte of the plain string at hand. */
  int from() {
    return from;
  }

  /** Where the quote behind the plain string at hand stands. */
  int to() {
    return to;
  }

  /** The byte behind the token at hand, where that is the start or the end of a structure. */
  int position() {
    return _inputPtr;
  }

  @Override
  protected void _skipString() throws IOException {
    if (atPlain()) {
      _tokenIncomplete = false;
      _inputPtr = to + 1;
    } else {
      super._skipString();
    }
  }
}
