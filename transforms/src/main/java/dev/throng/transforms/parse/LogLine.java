package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.parse.LogUse.Part;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one line of an access log tells of a request, and the event that it makes. A GET answered
 * below 400 is a {@code page_view}, unless it is for a part of a page; an answer of 400 and above
 * is an {@code error}; all else is {@code other}. Where methods are not logged, all are taken for
 * GET.
 */
final class LogLine {
  private static final EventField URL = EventField.at("page.url");
  private static final EventField HINTS = EventField.at("client_hints");
  private static final String PAGE = "page_view";
  private static final String ERROR = "error";
  private static final String OTHER = "other";

  /** All types of events that a log can tell. */
  static final Set<String> TYPES = Set.of(PAGE, ERROR, OTHER);

  private static final int FIRST_ERROR = 400;

  private final boolean methods;
  private final boolean url;
  private final Draft draft = new Draft();
  private final LogClock clock = new LogClock();
  private final AccessLogText text = new AccessLogText();
  private final Cell cell = new Cell();

  private int status;
  private boolean get;
  private @Nullable String target;
  private @Nullable String query;
  private @Nullable String host;
  private @Nullable String scheme;

  LogLine(ParseSettings settings, List<LogPiece> pieces) {
    methods =
        pieces.stream()
            .map(piece -> piece.use().part())
            .anyMatch(part -> part == Part.REQUEST || part == Part.METHOD);
    url = URL.wantedBy(settings);
  }

  /** Forgets the line before. */
  void reset() {
    draft.reset();
    clock.reset();
    status = 0;
    get = !methods;
    target = null;
    query = null;
    host = null;
    scheme = null;
  }

  /** Takes what one directive wrote; false where it cannot have. */
  boolean take(LogStep step, byte[] line, int from, int to) throws IOException {
    switch (step.part()) {
      case NOTHING, QUESTION -> {}
      case NUMBER -> {
        return isNone(line, from, to) || isNumber(line, from, to);
      }
      case TIME -> clock.read(step.time(), line, from, to);
      case STATUS -> {
        return status(line, from, to);
      }
      case FIELD -> field(step, line, from, to);
      case HINT -> hint(step, line, from, to);
      case REQUEST -> request(line, from, to);
      case METHOD -> get |= isGet(line, from, to);
      case TARGET, PATH -> target = target == null ? rare(line, from, to) : target;
      case QUERY -> query = query == null ? rare(line, from, to) : query;
      case HOST -> host = host == null ? word(line, from, to) : host;
      case SCHEME -> scheme = word(line, from, to);
    }
    return true;
  }

  /** Makes the event, or says why there is none. */
  void finish(Rejected rejected) throws Rejected {
    long time = clock.millis();
    if (time < 0) {
      throw rejected.as(RejectReason.BAD_TIME, EventField.TIME);
    }
    IdentifiedEvent event = draft.event();
    event.setEventTime(time);
    boolean page = get && target != null && !AccessLogText.isAsset(target);
    event.setEventType(status >= FIRST_ERROR ? ERROR : page ? PAGE : OTHER);
    if (url && target != null) {
      event.setPageUrl(address(target));
    }
  }

  void tell(Sink<? super IdentifiedEvent> sink) {
    draft.tell(sink);
  }

  private String address(String path) {
    String all = path;
    if (query != null && path.indexOf('?') < 0) {
      all = all + (query.startsWith("?") ? "" : "?") + query;
    }
    return host != null && path.startsWith("/")
        ? (scheme == null ? "https" : scheme) + "://" + host + all
        : all;
  }

  private void field(LogStep step, byte[] line, int from, int to) throws IOException {
    if (!step.wanted() || isNone(line, from, to)) {
      return;
    }
    JsonKind kind = step.kind();
    boolean readable = text.at(cell, line, from, to);
    @Nullable Object value = readable ? kind.ofString(cell) : kind.otherwise();
    if (value != null) {
      draft.put(step.field(), value);
    }
  }

  private void hint(LogStep step, byte[] line, int from, int to) throws IOException {
    if (!step.wanted() || isNone(line, from, to) || !text.at(cell, line, from, to)) {
      return;
    }
    @Nullable Map<String, String> hints = draft.event().getClientHints();
    if (hints == null) {
      hints = new HashMap<>();
      draft.put(HINTS, hints);
    }
    hints.putIfAbsent(step.header(), cell.text());
  }

  private void request(byte[] line, int from, int to) {
    int method = Swar.indexOf(line, from, to, ' ');
    get = isGet(line, from, method);
    if (method < to) {
      target = rare(line, method + 1, Swar.indexOf(line, method + 1, to, ' '));
    }
  }

  private boolean status(byte[] line, int from, int to) {
    if (isNone(line, from, to)) {
      return true;
    }
    if (to - from != 3 || !isNumber(line, from, to) || line[from] > '5') {
      return false;
    }
    status = 100 * (line[from] - '0') + 10 * (line[from + 1] - '0') + line[from + 2] - '0';
    return true;
  }

  private @Nullable String word(byte[] line, int from, int to) {
    return isNone(line, from, to) || !text.at(cell, line, from, to) ? null : cell.text();
  }

  private @Nullable String rare(byte[] line, int from, int to) {
    return isNone(line, from, to) || !text.at(cell, line, from, to) ? null : cell.rareText();
  }

  private static boolean isNone(byte[] line, int from, int to) {
    return from == to || (to - from == 1 && line[from] == '-');
  }

  private static boolean isNumber(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (line[i] < '0' || line[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isGet(byte[] line, int from, int to) {
    return to - from == 3 && line[from] == 'G' && line[from + 1] == 'E' && line[from + 2] == 'T';
  }
}
