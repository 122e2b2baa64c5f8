package dev.throng.transforms.aggregate;

import dev.throng.transforms.release.AtLeast;
import dev.throng.transforms.release.Crowd;
import dev.throng.transforms.release.lattice.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Releases counted groups window by window. */
final class Releases {
  private static final Crowd<Group> GROUPS =
      new Crowd<>() {
        @Override
        public List<String> values(Group group) {
          return group.values();
        }

        @Override
        public long people(Group group) {
          return group.people();
        }

        @Override
        public Group union(List<Group> groups) {
          return Group.union(groups);
        }
      };

  private Releases() {}

  /** In the oracle's form, from groups by "report|window start|values". */
  static Map<String, List<@Nullable String>> rows(Report report, Map<String, Group> groups) {
    Map<Long, List<Group>> windows = new TreeMap<>();
    groups.forEach(
        (key, group) -> {
          if (key.startsWith(report.name() + "|")) {
            long window = group.released(group.values()).getWindowStart();
            windows.computeIfAbsent(window, w -> new ArrayList<>()).add(group);
          }
        });
    AtLeast<Group> release =
        new AtLeast<>(
            GROUPS,
            report.atLeast(),
            report.dimensions().size(),
            report.rollups().stream().map(kept -> Level.of(report.dimensions(), kept)).toList());
    Map<String, List<@Nullable String>> rows = new TreeMap<>();
    windows.forEach(
        (window, all) ->
            release
                .release(all)
                .rows()
                .forEach(
                    row ->
                        rows.put(
                            Instant.ofEpochMilli(window) + "|" + String.join("|", row.values()),
                            row.group().released(row.values()).getMeasures())));
    return rows;
  }
}
