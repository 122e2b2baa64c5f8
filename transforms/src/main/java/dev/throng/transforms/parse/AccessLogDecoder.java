package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.IOException;
import java.util.List;

/** Decodes one line of an access log by its pattern. */
final class AccessLogDecoder implements EventDecoder {

  private final int maxRecordBytes;
  private final int maxStringBytes;
  private final LogStep[] steps;
  private final byte[] behind;
  private final int optional;
  private final boolean open;
  private final LogLine request;
  private final Rejected rejected = new Rejected();

  private byte[] line = new byte[0];
  private int at;
  private int to;

  /**
   * Decodes lines of a pattern.
   *
   * @param behind what stands behind the last directive
   * @param optional from which directive on a line may end
   * @param open whether anything may stand behind the last
   */
  AccessLogDecoder(
      ParseSettings settings, List<LogPiece> pieces, String behind, int optional, boolean open) {
    maxRecordBytes = settings.maxRecordBytes();
    maxStringBytes = settings.maxStringBytes();
    this.behind = LogStep.bytes(behind);
    this.optional = optional;
    this.open = open;
    request = new LogLine(settings, pieces);
    steps = new LogStep[pieces.size()];
    for (int i = 0; i < steps.length; i++) {
      boolean last = i + 1 == steps.length;
      String next = last ? open && behind.isEmpty() ? "\"" : behind : pieces.get(i + 1).before();
      steps[i] = LogStep.of(pieces.get(i), next, last ? null : pieces.get(i + 1), settings);
    }
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, Sink<? super IdentifiedEvent> sink) {
    if (length > maxRecordBytes) {
      sink.reject(RejectReason.TOO_LARGE);
      return;
    }
    line = bytes;
    at = offset;
    to = offset + length;
    try {
      check();
      read();
      request.finish(rejected);
    } catch (Rejected e) {
      sink.reject(e.reason(), e.field());
      return;
    } catch (IOException e) {
      // The exception ends here: its message may quote the record (F22).
      sink.reject(RejectReason.MALFORMED);
      return;
    }
    request.tell(sink);
  }

  private void read() throws IOException, Rejected {
    request.reset();
    for (int i = 0; i < steps.length; i++) {
      if (i >= optional && (at == to || (at + 1 == to && line[at] == ' '))) {
        return;
      }
      LogStep step = steps[i];
      pass(step.before());
      int end = step.end(line, at, to);
      if (end < 0) {
        throw rejected.as(RejectReason.MALFORMED, "");
      }
      if (end - at > maxStringBytes) {
        throw rejected.as(RejectReason.LIMIT, "");
      }
      if (!request.take(step, line, at, end)) {
        throw rejected.as(RejectReason.MALFORMED, "");
      }
      at = end;
    }
    if (open) {
      at++;
      if (at < to && line[at] != ' ') {
        throw rejected.as(RejectReason.MALFORMED, "");
      }
      return;
    }
    pass(behind);
    if (at < to && !(at + 1 == to && line[at] == '\r')) {
      throw rejected.as(RejectReason.MALFORMED, "");
    }
  }

  private void pass(byte[] text) throws Rejected {
    boolean fits = to - at >= text.length;
    for (int i = 0; fits && i < text.length; i++) {
      fits = line[at + i] == text[i];
    }
    if (!fits) {
      throw rejected.as(RejectReason.MALFORMED, "");
    }
    at += text.length;
  }

  /** Whether there is anything, and all of it is UTF-8. */
  private void check() throws Rejected {
    int i = at;
    while (i < to && (line[i] == ' ' || line[i] == '\t' || line[i] == '\r')) {
      i++;
    }
    if (i == to) {
      throw rejected.as(RejectReason.EMPTY, "");
    }
    while (i < to) {
      if (i + Long.BYTES <= to && (Swar.eight(line, i) & Swar.HIGHS) == 0) {
        i += Long.BYTES;
        continue;
      }
      int length = Utf8.length(line, i, to);
      if (length == 0) {
        throw rejected.as(RejectReason.INVALID_UTF8, "");
      }
      i += length;
    }
  }
}
