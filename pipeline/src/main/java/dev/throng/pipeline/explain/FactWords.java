package dev.throng.pipeline.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.pipeline.publish.LedgerCounts;
import dev.throng.pipeline.read.FoundFact;
import dev.throng.pipeline.read.FoundFact.Origin;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.step.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fact in words: known ones, times, dates and the name of a file. Nothing else of its line.
 *
 * @param found the fact
 */
public record FactWords(FoundFact found) {
  private static final String MIDNIGHT = "T00:00:00Z";

  /** What it says. */
  public String state() {
    return Fact.state(found.fact()).label();
  }

  /** What that is about; {@code *} for all, nothing where the state is no word. */
  public String purposes() {
    int purposes = Fact.purposes(found.fact());
    return purposes == Purpose.ALL ? "*" : String.join(",", Purpose.labels(purposes));
  }

  /** Since when it holds. */
  public String effective() {
    return time(Fact.effective(found.fact()));
  }

  /** The same as the end of a sentence. */
  String since() {
    long effective = Fact.effective(found.fact());
    return isInstant(effective) ? "since " + time(effective) : time(effective);
  }

  /** When it was recorded; nothing where nobody knows. */
  public String recorded() {
    return found.recorded() == Fact.NOT_RECORDED ? "" : time(found.recorded());
  }

  /** What else is to be known of it, as the end of a line. */
  public String remark() {
    if (found.origin() == Origin.UNCLEAR_LINE) {
      return " (a line that is unclear, and therefore refuses)";
    }
    if (found.origin() == Origin.UNSUBSCRIBE_EVENT) {
      return " (an unsubscribe event)";
    }
    return Fact.isOutdated(found.fact()) ? " (void for its policy version)" : "";
  }

  /** The same as members of an object. */
  public void write(ObjectNode node) {
    node.put("state", state());
    int purposes = Fact.purposes(found.fact());
    if (purposes != 0) {
      List<String> labels = Purpose.labels(purposes);
      labels.forEach(node.withArray("purposes")::add);
    }
    node.put("effective_at", instant(Fact.effective(found.fact())));
    node.put(
        "recorded_at", found.recorded() == Fact.NOT_RECORDED ? null : instant(found.recorded()));
    node.put("policy_version", found.policyVersion());
    node.put("outdated", Fact.isOutdated(found.fact()));
    node.put("unclear", found.origin() == Origin.UNCLEAR_LINE);
    node.put("unsubscribe_event", found.origin() == Origin.UNSUBSCRIBE_EVENT);
    node.put("file", found.file());
  }

  /** A time in words; of a midnight in UTC, its date. */
  static String time(long millis) {
    if (millis == Fact.SINCE_EVER) {
      return "since ever";
    }
    if (millis == Fact.FOR_ALL_TIME) {
      return "for all time";
    }
    String instant = Instant.ofEpochMilli(millis).toString();
    return instant.endsWith(MIDNIGHT)
        ? instant.substring(0, instant.length() - MIDNIGHT.length())
        : instant;
  }

  /** A time for programs; null where it is before or after all others. */
  static @Nullable String instant(long millis) {
    return isInstant(millis) ? Instant.ofEpochMilli(millis).toString() : null;
  }

  /** Whether it is not before or after all others, as only an unclear line says. */
  static boolean isInstant(long millis) {
    return millis != Fact.SINCE_EVER && millis != Fact.FOR_ALL_TIME;
  }

  /** Says that some lines of a ledger are about nobody knows whom, where there are any. */
  public static Optional<String> unreadable(LedgerCounts counts, long allowed) {
    if (counts.rejected() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "%,d lines of the ledger do not tell whom they are about, the first is %s%s"
            .formatted(
                counts.rejected(),
                counts.firstRejected(),
                counts.rejected() > allowed ? "; a run would stop" : ""));
  }
}
