package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PrivacyClass;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one line of an access log in the combined format of Apache httpd and nginx, or in the
 * common one, which has neither referrer nor user agent:
 *
 * <pre>host ident user [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.1" 200 2326 "referrer" "agent"
 * </pre>
 *
 * <p>What stands behind is left alone. A GET answered below 400 is a {@code page_view}, unless it
 * is for a part of a page; an answer of 400 and above is an {@code error}; all else is {@code
 * other}.
 */
final class AccessLogDecoder implements EventDecoder {

  static final Mapping MAPPING =
      Mapping.of("Lines of an access log of Apache httpd or nginx.")
          .to("network.ip", "host")
          .drop(PrivacyClass.USER_ID, "ident")
          .to("user.id", "user")
          .by("event_time", "as 10/Oct/2000:13:55:36 -0700", in -> null, "time")
          .by("page.url", "its target", in -> null, "request")
          .by(
              "event_type",
              "a GET answered below 400 is page_view, unless it is for a part of a page",
              in -> null,
              "request")
          .by("event_type", "400 and above is error", in -> null, "status")
          .drop(PrivacyClass.COUNT, "bytes")
          .to("page.referrer", "referrer")
          .to("user_agent", "agent")
          .build();

  private static final EventField IP = EventField.at("network.ip");
  private static final EventField USER = EventField.at("user.id");
  private static final EventField AGENT = EventField.at("user_agent");
  private static final EventField URL = EventField.at("page.url");
  private static final EventField REFERRER = EventField.at("page.referrer");

  private static final String PAGE = "page_view";
  private static final String ERROR = "error";
  private static final String OTHER = "other";

  /** All types of events that a log can tell. */
  static final Set<String> TYPES = Set.of(PAGE, ERROR, OTHER);

  private static final int FIRST_ERROR = 400;

  private final int maxRecordBytes;
  private final int maxStringBytes;
  private final boolean[] wanted;
  private final Rejected rejected = new Rejected();

  private byte[] line = new byte[0];
  private int at;
  private int to;
  private int from;
  private int until;

  AccessLogDecoder(ParseSettings settings) {
    maxRecordBytes = settings.maxRecordBytes();
    maxStringBytes = settings.maxStringBytes();
    wanted = new boolean[EventField.all().size()];
    EventField.all().forEach(field -> wanted[field.index()] = field.wantedBy(settings));
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
    IdentifiedEvent event;
    try {
      event = read();
    } catch (Rejected e) {
      sink.reject(e.reason(), e.field());
      return;
    }
    sink.keep(event);
  }

  private IdentifiedEvent read() throws Rejected {
    check();
    IdentifiedEvent event = new IdentifiedEvent();
    word();
    put(event, IP, plain());
    word();
    word();
    put(event, USER, plain());
    between('[', ']');
    long time = AccessLogTime.millis(line, from, until);
    quoted();
    @Nullable String target = null;
    boolean page = false;
    int requestFrom = from;
    int requestUntil = until;
    word();
    int status = status();
    word();
    if (until - from != 1 || line[from] != '-') {
      digits();
    }
    int method = Swar.indexOf(line, requestFrom, requestUntil, ' ');
    if (method < requestUntil) {
      int targetEnd = Swar.indexOf(line, method + 1, requestUntil, ' ');
      target = AccessLogText.unescaped(line, method + 1, targetEnd);
      page = target != null && isGet(requestFrom, method) && !AccessLogText.isAsset(target);
    }
    put(event, URL, target);
    if (at < to) {
      quoted();
      put(event, REFERRER, AccessLogText.unescaped(line, from, until));
    }
    if (at < to) {
      quoted();
      put(event, AGENT, AccessLogText.unescaped(line, from, until));
    }
    if (time < 0) {
      throw rejected.as(RejectReason.BAD_TIME, EventField.TIME);
    }
    event.setEventTime(time);
    event.setEventType(status >= FIRST_ERROR ? ERROR : page ? PAGE : OTHER);
    return event;
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

  private void word() throws Rejected {
    from = at;
    until = Swar.indexOf(line, at, to, ' ');
    if (from == until) {
      throw malformed();
    }
    finish(until);
  }

  private void between(char open, char close) throws Rejected {
    if (at >= to || line[at] != open) {
      throw malformed();
    }
    from = at + 1;
    until = Swar.indexOf(line, from, to, close);
    if (until == to) {
      throw malformed();
    }
    finish(until + 1);
  }

  private void quoted() throws Rejected {
    if (at >= to || line[at] != '"') {
      throw malformed();
    }
    from = at + 1;
    int i = from;
    while (i < to && line[i] != '"') {
      i += line[i] == '\\' ? 2 : 1;
    }
    if (i >= to) {
      throw malformed();
    }
    until = i;
    finish(i + 1);
  }

  /** Goes behind the space that follows what ends there, or to the line's end. */
  private void finish(int end) throws Rejected {
    if (until - from > maxStringBytes) {
      throw rejected.as(RejectReason.LIMIT, "");
    }
    if (end < to && line[end] != ' ') {
      throw malformed();
    }
    at = Math.min(to, end + 1);
  }

  private @Nullable String plain() {
    return until - from == 1 && line[from] == '-'
        ? null
        : new String(line, from, until - from, StandardCharsets.UTF_8);
  }

  private int status() throws Rejected {
    digits();
    if (until - from != 3 || line[from] < '1' || line[from] > '5') {
      throw malformed();
    }
    return 100 * (line[from] - '0') + 10 * (line[from + 1] - '0') + line[from + 2] - '0';
  }

  private void digits() throws Rejected {
    for (int i = from; i < until; i++) {
      if (line[i] < '0' || line[i] > '9') {
        throw malformed();
      }
    }
  }

  private boolean isGet(int start, int end) {
    return end - start == 3
        && line[start] == 'G'
        && line[start + 1] == 'E'
        && line[start + 2] == 'T';
  }

  private void put(IdentifiedEvent event, EventField field, @Nullable String value) {
    if (value != null && wanted[field.index()]) {
      event.put(field.index(), value);
    }
  }

  private Rejected malformed() {
    return rejected.as(RejectReason.MALFORMED, "");
  }
}
