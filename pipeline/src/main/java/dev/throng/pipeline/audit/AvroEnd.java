package dev.throng.pipeline.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Whether an Avro container file ends as it should, with its sync marker: Avro's own reader takes a
 * file that is cut within a block for one that ends before it.
 */
final class AvroEnd {
  private AvroEnd() {}

  /**
   * @throws IOException where the end is missing
   */
  static void require(Path path) throws IOException {
    byte[] marker = new byte[DataFileConstants.SYNC_SIZE];
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      BinaryDecoder header = DecoderFactory.get().directBinaryDecoder(in, null);
      header.skipFixed(DataFileConstants.MAGIC.length);
      for (long entries = header.readMapStart(); entries > 0; entries = header.mapNext()) {
        for (long i = 0; i < entries; i++) {
          header.skipString();
          header.skipBytes();
        }
      }
      header.readFixed(marker);
    }
    byte[] end = new byte[marker.length];
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - end.length));
      file.readFully(end);
    }
    if (!Arrays.equals(marker, end)) {
      throw new BrokenFileException("its end is missing");
    }
  }
}
