package dev.throng.pipeline.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.store.Catalogue;
import dev.throng.pipeline.store.Catalogued.Kind;
import dev.throng.transforms.files.Together;
import dev.throng.transforms.pseudonymize.key.SealedRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The sealed records in the rejections of all jobs that share a store, and in what a replay that
 * was interrupted has put together of them.
 */
public final class SealedRejections {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SEALED = "sealed";

  private final Job job;

  /** Those of a job's store. */
  public SealedRejections(Job job) {
    this.job = job;
  }

  /** The folder in a job's store where replays keep what they are about. */
  public static String replays(Job job) {
    return StoredFiles.closed(job.store()) + "replays/";
  }

  /**
   * A rejection with its record.
   *
   * @param file where the record was read, with {@code offset}
   * @param text the whole line
   */
  public record Line(String file, long offset, SealedRecord sealed, String text) {}

  /** Hears of all of them, but those that a replay has put together. */
  public void each(Consumer<Line> heard) throws IOException {
    for (String folder : folders(job)) {
      for (ResourceId file : files(folder)) {
        each(file, heard);
      }
    }
  }

  /** The folders of rejections of all jobs that share the store, each with a slash at its end. */
  static Set<String> folders(Job job) throws IOException {
    Set<String> folders = new TreeSet<>();
    Catalogue.of(job.store())
        .folders(Kind.REJECTED)
        .forEach(folder -> folders.add(StoredFiles.closed(folder)));
    folders.removeIf(folder -> folder.startsWith(replays(job)));
    folders.add(StoredFiles.closed(job.outputs().rejected()));
    return folders;
  }

  /**
   * Takes records out of their rejections, which stay. Several files are gone through at once.
   *
   * @param gone gives for each file what tells which
   * @return how many
   */
  public long strip(Supplier<Predicate<Line>> gone, boolean dry) throws IOException {
    Set<String> folders = folders(job);
    folders.add(replays(job));
    List<ResourceId> all = new ArrayList<>();
    for (String folder : folders) {
      all.addAll(files(folder));
    }
    AtomicLong stripped = new AtomicLong();
    Together.forEach(all, file -> stripped.addAndGet(strip(file, gone.get(), dry)));
    return stripped.get();
  }

  private static long strip(ResourceId file, Predicate<Line> gone, boolean dry) throws IOException {
    long[] found = new long[1];
    each(
        file,
        line -> {
          if (gone.test(line)) {
            found[0]++;
          }
        });
    if (found[0] > 0 && !dry) {
      rewrite(file, gone);
    }
    return found[0];
  }

  private static void each(ResourceId file, Consumer<Line> heard) throws IOException {
    try (BufferedReader lines = reader(file)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line(text).ifPresent(heard);
      }
    }
  }

  /** The line of a rejection, where it has a record. */
  public static Optional<Line> line(String text) {
    // Most rejections hold none.
    if (!text.contains("\"" + SEALED + "\"")) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(text);
      return SealedRecord.parse(json.path(SEALED).asText())
          .map(
              found ->
                  new Line(json.path("file").asText(), json.path("offset").asLong(), found, text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static void rewrite(ResourceId file, Predicate<Line> gone) throws IOException {
    WholeFile.write(
        file,
        channel -> {
          try (BufferedReader lines = reader(file);
              Writer to = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
              to.write(line(text).filter(gone).isPresent() ? without(text) : text);
              to.write('\n');
            }
          }
        });
  }

  private static String without(String text) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(text);
    json.remove(SEALED);
    return json.toString();
  }

  private static BufferedReader reader(ResourceId file) throws IOException {
    return new BufferedReader(
        Channels.newReader(FileSystems.open(file), StandardCharsets.UTF_8), 1 << 16);
  }

  private static List<ResourceId> files(String folder) throws IOException {
    List<ResourceId> files = new ArrayList<>();
    for (MatchResult.Metadata each :
        FileSystems.match(folder + "*.jsonl", EmptyMatchTreatment.ALLOW).metadata()) {
      files.add(each.resourceId());
    }
    return files;
  }
}
