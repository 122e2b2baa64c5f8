package dev.throng.transforms.parse;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/** Reads the facts of one split of a ledger file, in their order. Belongs to one thread. */
public interface FactReader extends Closeable {

  /**
   * Reads one line, or one record, and tells the sink what it found, once.
   *
   * @return false at the end, where the sink is not called
   * @throws IOException if the channel fails
   */
  boolean next(FactSink sink) throws IOException;

  /** The byte of the uncompressed file where the last line, or its Avro block, starts. */
  long offset();

  /**
   * Reads the facts that start in {@code [start, end)} of a file of JSON lines or an Avro container
   * file, which its first bytes tell, plain, gzip or zstd; of a compressed file, all in the split
   * that starts at 0. Closing the reader closes the channel.
   *
   * @param channel stands at the file's start; one that is not seekable is read up to the split
   * @throws UnreadableInput if the file is of Avro, and its header cannot be read or no fact can be
   *     in it; the channel is closed then
   * @throws IOException if the channel fails
   */
  static FactReader open(ReadableByteChannel channel, long start, long end) throws IOException {
    Input input = Input.at(channel, 0);
    if (!AvroHeader.begins(input.head())) {
      return JsonFacts.of(input, start, end, false);
    }
    try {
      return AvroFactReader.of(input, start, end);
    } catch (UnreadableInput e) {
      input.close();
      throw e;
    }
  }

  /**
   * Reads likewise a file of Throng's own ledger: JSON lines that name their subjects by join
   * pseudonyms, as no other ledger may.
   */
  static FactReader openOwn(ReadableByteChannel channel, long start, long end) throws IOException {
    return JsonFacts.of(Input.at(channel, 0), start, end, true);
  }

  /** Whether a file of that name can be read from the middle; see {@link Format#splittable}. */
  static boolean splittable(String fileName) {
    return !Compression.named(fileName);
  }
}
