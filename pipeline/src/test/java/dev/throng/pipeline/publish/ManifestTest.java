package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.throng.pipeline.publish.Manifest.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final Instant START = Instant.parse("2026-06-02T10:00:00Z");

  @Test
  void exactly() throws IOException {
    assertEquals(
        """
        {
          "dropped" : {
            "no_consent" : 3
          },
          "events_kept" : 5,
          "job" : "web \\"traffic\\"",
          "key_ids" : [
            "2026-05",
            "2026-06"
          ],
          "outputs" : {
            "aggregates" : [
              {
                "bytes" : 40,
                "file" : "traffic/1970-01-01.csv",
                "rows" : 2,
                "sha256" : "e0"
              },
              {
                "bytes" : 41,
                "file" : "traffic/1970-01-02.csv",
                "rows" : 0,
                "sha256" : "e1"
              }
            ]
          },
          "records_read" : 10,
          "rejected" : {
            "bad_time" : 1,
            "malformed" : 1
          },
          "reports" : {
            "traffic" : {
              "groups_merged" : 3,
              "groups_suppressed" : 5,
              "rows_released" : 2,
              "windows" : 2
            }
          },
          "status" : "done",
          "versions" : {
            "geo" : "g",
            "throng" : "1"
          },
          "warnings" : {
            "malformed_tcf" : 7
          },
          "run" : {
            "events" : [
              {
                "bytes" : 20,
                "file" : "date=2026-06-01/a.jsonl",
                "rows" : 5,
                "sha256" : "c0"
              }
            ],
            "finished" : "2026-06-02T10:00:01.500Z",
            "id" : "r1",
            "rejections" : [
              {
                "bytes" : 30,
                "file" : "a.jsonl",
                "rows" : 2,
                "sha256" : "d0"
              }
            ],
            "started" : "2026-06-02T10:00:00Z"
          }
        }
        """,
        text(manifest(Status.DONE, "mem://b", "r1")));
  }

  @Test
  void aRefusedRunNamesItsRejectionsOnly() throws IOException {
    assertEquals(
        """
        {
          "dropped" : {
            "no_consent" : 3
          },
          "events_kept" : 5,
          "job" : "web \\"traffic\\"",
          "key_ids" : [
            "2026-05",
            "2026-06"
          ],
          "outputs" : {
            "aggregates" : [ ]
          },
          "records_read" : 10,
          "rejected" : {
            "bad_time" : 1,
            "malformed" : 1
          },
          "reports" : { },
          "status" : "refused",
          "versions" : {
            "geo" : "g",
            "throng" : "1"
          },
          "warnings" : {
            "malformed_tcf" : 7
          },
          "run" : {
            "events" : [ ],
            "finished" : "2026-06-02T10:00:01.500Z",
            "id" : "r1",
            "rejections" : [
              {
                "bytes" : 30,
                "file" : "a.jsonl",
                "rows" : 2,
                "sha256" : "d0"
              }
            ],
            "started" : "2026-06-02T10:00:00Z"
          }
        }
        """,
        text(manifest(Status.REFUSED, "mem://b", "r1")));
  }

  @Test
  void whatIsComparableNamesNoFolderAndNoRun() throws IOException {
    String one = text(manifest(Status.DONE, "mem://b", "r1"));
    String other = text(manifest(Status.DONE, "/elsewhere", "r2"));
    assertNotEquals(one, other);
    assertEquals(comparable(one), comparable(other));
  }

  private static String comparable(String manifest) {
    return manifest.substring(0, manifest.indexOf("\"run\" :"));
  }

  private static String text(Manifest manifest) throws IOException {
    return new String(manifest.bytes(), StandardCharsets.UTF_8);
  }

  private static Manifest manifest(Status status, String folder, String run) {
    SplitSummary first =
        split(
            0,
            new Counts(
                9,
                5,
                new TreeMap<>(Map.of("no_consent", 3L)),
                new TreeMap<>(Map.of("bad_time", 1L)),
                new TreeMap<>(Map.of("malformed_tcf", 4L))),
            List.of(file(folder + "/e", "date=2026-06-01/a.jsonl", 5, 20, "c0")),
            List.of(file(folder + "/r", "a.jsonl", 2, 30, "d0")));
    SplitSummary second =
        split(
            9,
            new Counts(
                1,
                0,
                new TreeMap<>(),
                new TreeMap<>(Map.of("malformed", 1L)),
                new TreeMap<>(Map.of("malformed_tcf", 3L))),
            List.of(),
            List.of());
    ReportSummary later =
        report(86_400_000, 0, 2, 4, file(folder + "/t", "traffic/1970-01-02.csv", 0, 41, "e1"));
    ReportSummary earlier =
        report(0, 2, 1, 1, file(folder + "/t", "traffic/1970-01-01.csv", 2, 40, "e0"));
    return new Manifest(
        status,
        new Manifest.Job(
            "web \"traffic\"", Map.of("throng", "1", "geo", "g"), List.of("2026-06", "2026-05")),
        new Summary(
            new ArrayList<>(List.of(second, first)),
            new ArrayList<>(List.of(later, earlier)),
            LedgerCounts.NONE),
        new Manifest.Run(run, START, START.plusMillis(1500)));
  }

  private static SplitSummary split(
      long start, Counts counts, List<WrittenFile> events, List<WrittenFile> rejections) {
    return new SplitSummary(
        new SplitName("00000000000000aa", start),
        "a",
        counts,
        new ArrayList<>(events),
        new ArrayList<>(rejections));
  }

  private static ReportSummary report(
      long window, long rows, long merged, long suppressed, WrittenFile file) {
    return ReportSummary.ofInternal(
        "traffic", window, rows, merged, suppressed, new ArrayList<>(List.of(file)));
  }

  private static WrittenFile file(
      String output, String place, long rows, long bytes, String sha256) {
    return new WrittenFile(output, "staged", place, rows, bytes, sha256);
  }
}
