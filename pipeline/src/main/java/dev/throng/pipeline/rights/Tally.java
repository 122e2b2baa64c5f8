package dev.throng.pipeline.rights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a pass came to. It may be told by many threads. */
final class Tally {
  private final Map<String, Map<Fate, Long>> rows = new TreeMap<>();
  private final Map<String, Long> holds = new TreeMap<>();
  private final Map<String, Map<String, Long>> heldApart = new TreeMap<>();
  private final List<String> damaged = new ArrayList<>();
  private final TreeSet<String> destroyed = new TreeSet<>();
  private final Map<Fate, Long> totals = new EnumMap<>(Fate.class);
  private long filesAsked;
  private long filesRead;
  private long filesChanged;
  private long bytesChanged;
  private long restored;

  synchronized void asked() {
    filesAsked++;
  }

  synchronized void read(StoredFile file, Map<Fate, Long> found) {
    filesRead++;
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
  synchronized void held(StoredFile file, Map<String, Long> found) {
    if (file.apart() == StoredFile.Apart.HELD) {
      heldApart.put(file.toString(), Map.copyOf(found));
    } else {
      found.forEach((hold, count) -> holds.merge(hold, count, Long::sum));
    }
  }

  synchronized void changed(StoredFile file) {
    filesChanged++;
    bytesChanged += file.bytes();
  }

  synchronized void restored(long count) {
    restored += count;
  }

  synchronized void damaged(StoredFile file) {
    damaged.add(file.toString());
  }

  synchronized void destroyed(List<String> keys) {
    destroyed.addAll(keys);
  }

  synchronized long of(Fate fate) {
    return totals.getOrDefault(fate, 0L);
  }

  synchronized long filesChanged() {
    return filesChanged;
  }

  synchronized long restored() {
    return restored;
  }

  /** Names of files that could not be read, and were left alone. */
  synchronized List<String> damaged() {
    return List.copyOf(damaged);
  }

  /** How much was done, for the audit trail. */
  synchronized Map<String, String> counts() {
    Map<String, String> counts = new TreeMap<>();
    counts.put("files", Long.toString(filesAsked));
    counts.put("files_read", Long.toString(filesRead));
    counts.put("files_changed", Long.toString(filesChanged));
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
  synchronized void write(ObjectNode receipt) {
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
