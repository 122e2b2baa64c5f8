package dev.throng.pipeline.publish;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The days of stored events that a run speaks for: there, what its input files wrote before is
 * replaced, whatever their splits and the format were then. Other input files' rows stand.
 *
 * @param from first day
 * @param until first day that is not replaced any more
 */
public record Replaced(LocalDate from, LocalDate until) {
  private static final Pattern EVENTS =
      Pattern.compile("(date=(\\d{4}-\\d{2}-\\d{2})/([0-9a-f]{16})-[0-9a-f]+(?:-\\d+)?\\.[a-z]+)");
  private static final Pattern REJECTIONS = Pattern.compile("(([0-9a-f]{16})-[0-9a-f]+\\.jsonl)");

  /** Every day. */
  public static Replaced everything() {
    return new Replaced(LocalDate.MIN, LocalDate.MAX);
  }

  /** No day. */
  public static Replaced nothing() {
    return new Replaced(LocalDate.MAX, LocalDate.MIN);
  }

  List<ResourceId> staleEvents(String output, Set<String> inputs, Set<String> written)
      throws IOException {
    List<ResourceId> stale = new ArrayList<>();
    for (MatchResult.Metadata found : Staging.find(output, "date=*/*")) {
      ResourceId file = found.resourceId();
      Matcher name = EVENTS.matcher(lastTwo(file));
      if (name.matches()
          && inputs.contains(name.group(3))
          && !written.contains(output + "\n" + name.group(1))) {
        LocalDate date = LocalDate.parse(name.group(2));
        if (!date.isBefore(from) && date.isBefore(until)) {
          stale.add(file);
        }
      }
    }
    return stale;
  }

  List<ResourceId> staleRejections(String output, Set<String> inputs, Set<String> written)
      throws IOException {
    List<ResourceId> stale = new ArrayList<>();
    for (MatchResult.Metadata found : Staging.find(output, "*.jsonl")) {
      ResourceId file = found.resourceId();
      String name = file.getFilename();
      if (name != null) {
        Matcher parts = REJECTIONS.matcher(name);
        if (parts.matches()
            && inputs.contains(parts.group(2))
            && !written.contains(output + "\n" + name)) {
          stale.add(file);
        }
      }
    }
    return stale;
  }

  private static String lastTwo(ResourceId file) {
    String path = file.toString();
    int slash = path.lastIndexOf('/');
    return path.substring(path.lastIndexOf('/', slash - 1) + 1);
  }
}
