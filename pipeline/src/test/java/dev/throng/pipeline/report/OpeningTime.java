package dev.throng.pipeline.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * How long a page of 100,000 rows takes to be made and to open; run it by hand, see RATIONALE.md.
 */
final class OpeningTime {
  private static final int REPORTS = 20;
  private static final int WINDOWS = 100;
  private static final int GROUPS = 50;
  private static final int ROUNDS = 5;

  private OpeningTime() {}

  /** Prints the times of each round. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("opening");
    try {
      for (int report = 0; report < REPORTS; report++) {
        for (int window = 0; window < WINDOWS; window++) {
          write(folder.resolve("report_" + report), window);
        }
      }
      long start = System.nanoTime();
      Path page = folder.resolve("report.html");
      Files.write(page, ReportPage.of(folder));
      System.out.printf(
          "%,d rows, %,d bytes, made in %.2f s%n",
          REPORTS * WINDOWS * GROUPS, Files.size(page), (System.nanoTime() - start) / 1e9);
      try (Chromium chromium = Chromium.start(folder.resolve("profile"))) {
        for (int round = 0; round < ROUNDS; round++) {
          chromium.open(page, 1_400);
          System.out.printf(
              "drawn %.2f s after it was asked for%n",
              chromium.value("performance.getEntriesByName('drawn')[0].startTime").asDouble()
                  / 1e3);
        }
      }
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static void write(Path report, int window) throws IOException {
    Files.createDirectories(report);
    String day = java.time.LocalDate.of(2026, 1, 1).plusDays(window).toString();
    String next = java.time.LocalDate.of(2026, 1, 2).plusDays(window).toString();
    StringBuilder csv =
        new StringBuilder("window_start,window_end,country,path,events,unique_people\n");
    for (int group = 0; group < GROUPS; group++) {
      csv.append(day)
          .append("T00:00:00Z,")
          .append(next)
          .append("T00:00:00Z,DE,/page/")
          .append(group);
      csv.append(',')
          .append(1_000 + group * 37 + window)
          .append(',')
          .append(100 + group)
          .append('\n');
    }
    Files.writeString(report.resolve(day + ".csv"), csv.toString());
  }
}
