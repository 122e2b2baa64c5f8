package dev.throng.pipeline.publish;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * All that crosses the end of a run: the worker that learns last what every split and every report
 * came to writes it into the staging area, and the launcher reads it there.
 *
 * @param splits one attempt a split, in the order of their names
 * @param reports one a report and window, in the order of their names
 * @param ledger what became of the lines of the ledger
 */
public record Summary(
    ArrayList<SplitSummary> splits, ArrayList<ReportSummary> reports, LedgerCounts ledger)
    implements Serializable {
  private static final String PREFIX = "summary-";
  private static final int TRAILER = 65;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @throws IllegalArgumentException if a split, or a report's window, is there twice
   */
  public Summary {
    splits = new ArrayList<>(splits);
    reports = new ArrayList<>(reports);
    splits.sort(
        Comparator.comparing((SplitSummary split) -> split.split().file())
            .thenComparing(split -> split.split().start()));
    reports.sort(
        Comparator.comparing(ReportSummary::report).thenComparing(ReportSummary::windowStart));
    Set<Object> seen = new HashSet<>();
    for (SplitSummary split : splits) {
      once(seen.add(split.split()));
    }
    for (ReportSummary report : reports) {
      once(seen.add(List.of(report.report(), report.windowStart())));
    }
  }

  /** What one split came to. */
  public static Summary of(SplitSummary split) {
    return new Summary(new ArrayList<>(List.of(split)), new ArrayList<>(), LedgerCounts.NONE);
  }

  /** What one window of a report came to. */
  public static Summary of(ReportSummary report) {
    return new Summary(new ArrayList<>(), new ArrayList<>(List.of(report)), LedgerCounts.NONE);
  }

  /** What the ledger, or a part of it, came to. */
  public static Summary of(LedgerCounts ledger) {
    return new Summary(new ArrayList<>(), new ArrayList<>(), ledger);
  }

  /** All of these pieces together. */
  public static Summary of(Iterable<Summary> pieces) {
    ArrayList<SplitSummary> splits = new ArrayList<>();
    ArrayList<ReportSummary> reports = new ArrayList<>();
    LedgerCounts ledger = LedgerCounts.NONE;
    for (Summary piece : pieces) {
      splits.addAll(piece.splits);
      reports.addAll(piece.reports);
      ledger = ledger.plus(piece.ledger);
    }
    return new Summary(splits, reports, ledger);
  }

  private static void once(boolean first) {
    if (!first) {
      throw new IllegalArgumentException("A split or a report's window was summed up twice.");
    }
  }

  /** The same with these for the windows of reports. */
  public Summary with(List<ReportSummary> windows) {
    return new Summary(splits, new ArrayList<>(windows), ledger);
  }

  /** What became of all records. */
  public Counts counts() {
    Counts counts = Counts.none();
    for (SplitSummary split : splits) {
      counts = counts.plus(split.counts());
    }
    return counts;
  }

  /** Writes one attempt at the summary into the staging area of {@code output}. */
  public void write(Staging staging, String output, String attempt) throws IOException {
    byte[] json = JSON.writeValueAsBytes(this);
    String digest = Hashing.sha256().hashBytes(json).toString();
    byte[] trailer = ("\n" + digest).getBytes(StandardCharsets.US_ASCII);
    try (WritableByteChannel channel = new StagedChannel(staging, output, PREFIX + attempt)) {
      writeAll(channel, json);
      writeAll(channel, trailer);
    }
  }

  /**
   * Reads a summary that was written whole, whichever attempt's: they say the same but for the
   * names of staged files, all of which are there.
   *
   * @return nothing, if there is no whole one
   */
  public static Optional<Summary> read(Staging staging, String output) throws IOException {
    for (MatchResult.Metadata found : staging.list(output, PREFIX + "*")) {
      byte[] bytes;
      try (InputStream in = Channels.newInputStream(FileSystems.open(found.resourceId()))) {
        bytes = in.readAllBytes();
      }
      int end = bytes.length - TRAILER;
      if (end > 0) {
        byte[] json = Arrays.copyOf(bytes, end);
        String trailer = new String(bytes, end, TRAILER, StandardCharsets.US_ASCII);
        if (trailer.equals("\n" + Hashing.sha256().hashBytes(json))) {
          return Optional.of(parse(json));
        }
      }
    }
    return Optional.empty();
  }

  private static Summary parse(byte[] json) throws IOException {
    try {
      return JSON.readValue(json, Summary.class);
    } catch (JacksonException quoting) {
      // F22: its message quotes.
      throw new IOException("The summary of the run cannot be read.");
    }
  }

  static void writeAll(WritableByteChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
