package dev.throng.pipeline.rights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a pass, or work on a part of it, came to. For one thread. */
final class Tally implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeMap<String, EnumMap<Fate, Long>> rows = new TreeMap<>();
  private final TreeMap<String, Long> holds = new TreeMap<>();
  private final TreeMap<String, TreeMap<String, Long>> heldApart = new TreeMap<>();
  private final TreeSet<String> damaged = new TreeSet<>();
  private final TreeSet<String> destroyed = new TreeSet<>();
  private final EnumMap<Fate, Long> totals = new EnumMap<>(Fate.class);
  private long filesAsked;
  private long filesRead;
  private long filesChanged;
  private long bytesRead;
  private long bytesChanged;
  private long restored;
  private long others;

  private List<Object> all() {
    return List.of(
        rows,
        holds,
        heldApart,
        damaged,
        destroyed,
        totals,
        List.of(filesAsked, filesRead, filesChanged, bytesRead, bytesChanged, restored, others));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tally tally && all().equals(tally.all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  /** Adds what other work came to. */
  void add(Tally other) {
    other.rows.forEach(
        (place, fates) ->
            fates.forEach(
                (fate, count) ->
                    rows.computeIfAbsent(place, key -> new EnumMap<>(Fate.class))
                        .merge(fate, count, Long::sum)));
    other.holds.forEach((hold, count) -> holds.merge(hold, count, Long::sum));
    heldApart.putAll(other.heldApart);
    damaged.addAll(other.damaged);
    destroyed.addAll(other.destroyed);
    other.totals.forEach((fate, count) -> totals.merge(fate, count, Long::sum));
    filesAsked += other.filesAsked;
    filesRead += other.filesRead;
    filesChanged += other.filesChanged;
    bytesRead += other.bytesRead;
    bytesChanged += other.bytesChanged;
    restored += other.restored;
    others += other.others;
  }

  void asked() {
    filesAsked++;
  }

  void read(StoredFile file, Map<Fate, Long> found) {
    filesRead++;
    bytesRead += file.bytes();
    found.forEach(
        (fate, count) -> {
          if (fate != Fate.NOT_CONCERNED && count > 0) {
            String place = file.apart() == StoredFile.Apart.NO ? file.output() : "set apart";
            rows.computeIfAbsent(place + " " + file.date(), key -> new EnumMap<>(Fate.class))
                .merge(fate, count, Long::sum);
            totals.merge(fate, count, Long::sum);
          }
        });
  }

  /** By what law rows are held; what lies apart already may be looked at twice in a pass. */
  void held(StoredFile file, Map<String, Long> found) {
    if (file.apart() == StoredFile.Apart.HELD) {
      heldApart.put(file.toString(), new TreeMap<>(found));
    } else {
      found.forEach((hold, count) -> holds.merge(hold, count, Long::sum));
    }
  }

  void changed(StoredFile file) {
    filesChanged++;
    bytesChanged += file.bytes();
  }

  void restored(long count) {
    restored += count;
  }

  /** Rows of others that carry an id of the people. */
  void others(long count) {
    others += count;
  }

  long others() {
    return others;
  }

  void damaged(StoredFile file) {
    damaged.add(file.toString());
  }

  void destroyed(List<String> keys) {
    destroyed.addAll(keys);
  }

  /** Rows of the people whom the pass is about, as far as the work looks at them all. */
  long concerned() {
    return totals.values().stream().mapToLong(Long::longValue).sum();
  }

  long of(Fate fate) {
    return totals.getOrDefault(fate, 0L);
  }

  long filesChanged() {
    return filesChanged;
  }

  long restored() {
    return restored;
  }

  /** Names of files that could not be read, and were left alone. */
  List<String> damaged() {
    return List.copyOf(damaged);
  }

  /** How much was done, for the audit trail. */
  Map<String, String> counts() {
    Map<String, String> counts = new TreeMap<>();
    counts.put("files", Long.toString(filesAsked));
    counts.put("files_read", Long.toString(filesRead));
    counts.put("files_changed", Long.toString(filesChanged));
    counts.put("bytes_read", Long.toString(bytesRead));
    counts.put("bytes_changed", Long.toString(bytesChanged));
    counts.put("files_damaged", Integer.toString(damaged.size()));
    counts.put("rows_removed", Long.toString(of(Fate.GOES)));
    counts.put("rows_narrowed", Long.toString(of(Fate.NARROWED)));
    counts.put("rows_corrected", Long.toString(of(Fate.CORRECTED)));
    counts.put("rows_set_apart", Long.toString(of(Fate.SET_APART)));
    counts.put("rows_held", Long.toString(of(Fate.HELD)));
    counts.put("rows_restored", Long.toString(restored));
    return counts;
  }

  /** All of it, for a receipt. */
  void write(ObjectNode receipt) {
    ObjectNode counts = receipt.putObject("counts");
    counts().forEach((name, count) -> counts.put(name, Long.parseLong(count)));
    ObjectNode touched = receipt.putObject("rows");
    rows.forEach(
        (place, fates) -> {
          ObjectNode one = touched.putObject(place);
          fates.forEach((fate, count) -> one.put(fate.name().toLowerCase(Locale.ROOT), count));
        });
    ObjectNode laws = receipt.putObject("legal_holds");
    Map<String, Long> all = new TreeMap<>(holds);
    heldApart
        .values()
        .forEach(each -> each.forEach((hold, count) -> all.merge(hold, count, Long::sum)));
    all.forEach(laws::put);
    var broken = receipt.putArray("damaged");
    damaged.forEach(broken::add);
    var gone = receipt.putArray("keys_destroyed");
    destroyed.forEach(gone::add);
  }
}
