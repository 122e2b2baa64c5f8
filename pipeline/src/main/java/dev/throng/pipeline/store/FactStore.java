package dev.throng.pipeline.store;

import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The facts that Throng itself keeps: files of lines, each written once, whole or not at all, and
 * never changed. A run reads those that are there when it starts.
 *
 * @param folder where they lie, which need not exist
 */
public record FactStore(ResourceId folder) {
  private static final String FACTS = "facts";
  private static final String ENDING = ".jsonl";
  private static final int RANDOM_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The facts in a job's store. */
  public static FactStore of(String store) {
    String closed = store.endsWith("/") ? store : store + "/";
    return new FactStore(
        FileSystems.matchNewResource(closed, true)
            .resolve(FACTS, StandardResolveOptions.RESOLVE_DIRECTORY));
  }

  /** All of its files, by name; none where nobody wrote any. */
  public Map<String, MatchResult.Metadata> files() throws IOException {
    MatchResult found = FileSystems.match(folder + "*" + ENDING, EmptyMatchTreatment.ALLOW);
    Map<String, MatchResult.Metadata> files = new TreeMap<>();
    for (MatchResult.Metadata file : found.metadata()) {
      files.put(file.resourceId().toString(), file);
    }
    return files;
  }

  /** The lines of all of its files, a fact each. */
  public List<byte[]> lines() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (MatchResult.Metadata file : files().values()) {
      try (InputStream in = Channels.newInputStream(FileSystems.open(file.resourceId()))) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .forEach(line -> lines.add(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return lines;
  }

  /** Whether a file of that name is one of its own. */
  public boolean holds(String file) {
    String name = folder.toString();
    return file.startsWith(name) && file.endsWith(ENDING) && file.indexOf('/', name.length()) < 0;
  }

  /**
   * Writes facts into a file of their own, in their order. Two who do so at the same instant write
   * two files.
   *
   * @param now names the file
   * @return the file's name
   * @throws IOException where that fails; then nothing is there that a run would read, on a local
   *     path surely, elsewhere as far as the store makes files appear whole
   */
  public String add(List<OwnFact> facts, Instant now) throws IOException {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    ResourceId file =
        folder.resolve(
            TIME.format(now) + "-" + HexFormat.of().formatHex(random) + ENDING,
            StandardResolveOptions.RESOLVE_FILE);
    byte[] lines =
        facts.stream()
            .map(fact -> fact.line() + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    new StoreFolder(SmallFiles.at(folder.toString())).add(file.getFilename(), lines);
    return file.toString();
  }
}
