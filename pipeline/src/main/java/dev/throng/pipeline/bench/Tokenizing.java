package dev.throng.pipeline.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.throng.schemas.Split;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Jackson walking over the tokens of the same file and making nothing of them: about as fast as
 * JSON can be read on the JVM.
 */
final class Tokenizing {
  private static final JsonFactory JSON = new JsonFactory();

  private Tokenizing() {}

  /** Tokenizes a file whose lines are documents, in as many threads as there are parts. */
  static void run(Path file, int threads) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Long>> running = new ArrayList<>();
      for (Split part : parts(file, threads)) {
        running.add(workers.submit(() -> tokens(part)));
      }
      for (Future<Long> each : running) {
        if (each.get() == 0) {
          throw new IOException(file + " has no tokens");
        }
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static long tokens(Split part) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(part.getFile()))) {
      channel.position(part.getStart());
      InputStream bytes = new PartStream(Channels.newInputStream(channel), part);
      long tokens = 0;
      try (JsonParser parser = JSON.createParser(bytes)) {
        while (parser.nextToken() != null) {
          tokens++;
        }
      }
      return tokens;
    }
  }

  /** Parts of about equal length that begin and end with whole lines. */
  private static List<Split> parts(Path file, int threads) throws IOException {
    List<Split> parts = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      long start = 0;
      for (int i = 1; i <= threads; i++) {
        long end = i == threads ? size : lineEnd(channel, size * i / threads);
        parts.add(new Split(file.toString(), start, end));
        start = end;
      }
    }
    return parts;
  }

  private static long lineEnd(FileChannel channel, long from) throws IOException {
    channel.position(from);
    InputStream bytes = Channels.newInputStream(channel);
    long at = from;
    for (int b = bytes.read(); b >= 0 && b != '\n'; b = bytes.read()) {
      at++;
    }
    return at + 1;
  }

  /** Ends where the part ends. */
  private static final class PartStream extends java.io.FilterInputStream {
    private long left;

    PartStream(InputStream in, Split part) {
      super(in);
      this.left = part.getEnd() - part.getStart();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int read = super.read(to, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
