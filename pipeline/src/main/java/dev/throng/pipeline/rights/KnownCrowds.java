package dev.throng.pipeline.rights;

import com.google.common.hash.Hashing;
import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The groups of enough people that the rows of one day in one folder were found to have, kept from
 * before the first of its files changes until all days are done. Whoever is killed in between, and
 * does it again, finds only some of the people left to count; the rows would go that undisturbed
 * had stayed. Nobody stands in it: it is what rows have in common that are kept.
 *
 * @param name of the day's own
 */
record KnownCrowds(SmallFiles files, String name) {

  /** Those of the day and folder of a file. */
  static KnownCrowds of(String store, StoredFile file) {
    return new KnownCrowds(
        folder(store),
        Hashing.sha256()
            .hashString(file.output() + " " + file.date(), StandardCharsets.UTF_8)
            .toString()
            .substring(0, 32));
  }

  /** By step the groups; empty where nobody was interrupted. */
  List<Set<String>> read(int steps) throws IOException {
    List<Set<String>> crowds = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      crowds.add(new HashSet<>());
    }
    byte[] kept = files.read(List.of(name)).get(name);
    if (kept != null) {
      for (String line : new String(kept, StandardCharsets.UTF_8).lines().toList()) {
        int space = line.indexOf(' ');
        crowds.get(Integer.parseInt(line.substring(0, space))).add(line.substring(space + 1));
      }
    }
    return crowds;
  }

  void keep(List<Set<String>> crowds) throws IOException {
    StringJoiner lines = new StringJoiner("\n");
    for (int step = 0; step < crowds.size(); step++) {
      for (String group : crowds.get(step)) {
        lines.add(step + " " + group);
      }
    }
    files.replace(Map.of(name, lines.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** Forgets those of all days, when all are done. */
  static void forget(String store) throws IOException {
    SmallFiles files = folder(store);
    files.delete(files.names(""));
  }

  private static SmallFiles folder(String store) {
    return SmallFiles.at(StoredFiles.closed(store) + "crowds");
  }
}
