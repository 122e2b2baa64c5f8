package dev.throng.pipeline.consent;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * How lines lie in files: in which order, in how many, compressed or not.
 *
 * @param seed of the order
 * @param files how many; of three, one is plain, one in gzip and one in zstd
 */
record InputFolder(long seed, int files) {
  /** One plain file. */
  static final InputFolder ONE = new InputFolder(0, 1);

  void events(Path folder, List<Circle> circles) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (Circle circle : circles) {
      circle.events().forEach(event -> lines.add(LedgerWriter.bytes(EventLine.of(event))));
    }
    write(folder, lines);
  }

  void ledger(Path folder, List<Circle> circles) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (Circle circle : circles) {
      circle.lines().forEach(line -> lines.add(line.text()));
    }
    write(folder, lines);
  }

  private void write(Path folder, List<byte[]> lines) throws IOException {
    Files.createDirectories(folder);
    Collections.shuffle(lines, new Random(seed));
    for (int i = 0; i < files; i++) {
      int from = (int) ((long) lines.size() * i / files);
      int to = (int) ((long) lines.size() * (i + 1) / files);
      byte[] plain = joined(lines.subList(from, to));
      String name = "part-" + i + ".ndjson";
      switch (i % 3) {
        case 0 -> Files.write(folder.resolve(name), plain);
        case 1 -> Files.write(folder.resolve(name + ".gz"), gzip(plain));
        default -> Files.write(folder.resolve(name + ".zst"), Zstd.compress(plain));
      }
    }
  }

  private static byte[] joined(List<byte[]> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      out.writeBytes(line);
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }
}
