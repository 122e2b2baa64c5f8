package dev.throng.pipeline.store;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The audit trail: every action on people's rights, on keys and on what has expired, one file each,
 * never changed, each with the hash of the one before. What is cut off at its end shows only to who
 * has noted an earlier hash; who may write to the store may also write a whole new trail, but not
 * one with that hash in it.
 */
public final class Trail {
  private static final String FOLDER = "trail";
  private static final String ENDING = ".json";

  private final StoreFolder folder;

  private Trail(StoreFolder folder) {
    this.folder = folder;
  }

  /** The trail in a job's store. */
  public static Trail of(String store) {
    return new Trail(StoreFolder.of(store, FOLDER));
  }

  /** How far an action is. */
  public enum State {
    BEGUN,
    DONE,
    FAILED
  }

  /**
   * Adds an entry, durable when this returns.
   *
   * @param details in words and counts; never an id
   * @throws IOException where the store fails, or the last entry is damaged
   */
  public TrailEntry add(String action, State state, Map<String, String> details)
      throws IOException {
    return folder.alone(
        () -> {
          long last = 0;
          String previous = TrailEntry.NOTHING_BEFORE;
          Set<String> names = folder.names(ENDING);
          if (!names.isEmpty()) {
            String name = names.stream().reduce((one, other) -> other).orElseThrow();
            TrailEntry before = read(name);
            last = before.number();
            previous = before.hash();
          }
          TrailEntry entry =
              TrailEntry.of(
                  last + 1,
                  Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                  System.getProperty("user.name", "unknown"),
                  action,
                  state.name().toLowerCase(Locale.ROOT),
                  details,
                  previous);
          folder.add(name(last + 1), entry.bytes());
          return entry;
        });
  }

  private TrailEntry read(String name) throws IOException {
    byte[] content = folder.read(List.of(name)).get(name);
    if (content == null) {
      throw new IOException("An entry of the audit trail is gone.");
    }
    return TrailEntry.parse(content);
  }

  /** All entries that can be read, in their order, and what is wrong with the others. */
  public record Verified(List<TrailEntry> entries, List<String> faults) {
    public Verified {
      entries = List.copyOf(entries);
      faults = List.copyOf(faults);
    }
  }

  /** Reads it from the first entry to the last, and follows the chain. */
  public Verified verify() throws IOException {
    List<TrailEntry> entries = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    String previous = TrailEntry.NOTHING_BEFORE;
    long expected = 1;
    for (String name : folder.names(ENDING)) {
      while (name.matches("\\d{10}\\.json") && name.compareTo(name(expected)) > 0) {
        faults.add("entry " + expected + " is missing");
        expected++;
        previous = "";
      }
      if (!name.equals(name(expected))) {
        faults.add("there is a file that is no entry");
        continue;
      }
      try {
        TrailEntry entry = read(name);
        if (entry.number() != expected || !entry.isSound()) {
          faults.add("entry " + expected + " was changed");
        } else if (!previous.isEmpty() && !entry.previous().equals(previous)) {
          faults.add("entry " + expected + " does not follow the one before it");
        }
        entries.add(entry);
        previous = entry.hash();
      } catch (IOException e) {
        faults.add("entry " + expected + " is damaged");
        previous = "";
      }
      expected++;
    }
    return new Verified(entries, faults);
  }

  private static String name(long number) {
    return String.format(Locale.ROOT, "%010d%s", number, ENDING);
  }
}
