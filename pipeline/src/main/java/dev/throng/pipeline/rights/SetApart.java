package dev.throng.pipeline.rights;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.throng.pipeline.rights.StoredFile.Apart;
import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.pseudonymize.key.RowSeal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Rows that are set apart of one file: sealed under a key of their own, in a folder of the store
 * that no run reads. The same rows of the same file always get the same name, so that whoever is
 * killed and does it again overwrites what he wrote.
 *
 * @param output the folder of events that they are of
 * @param file the name of the file that they are of
 * @param rows the rows
 */
record SetApart(String output, String file, LocalDate date, List<StoredEvent> rows) {
  private static final String OUTPUT = "throng.output";
  private static final String FILE = "throng.file";

  SetApart {
    rows = List.copyOf(rows);
  }

  /** The folder of what is set apart for a reason, with a slash at its end. */
  static String folder(String store, Apart apart) {
    return StoredFiles.closed(store) + "isolated/" + apart.name().toLowerCase(Locale.ROOT) + "/";
  }

  /** Writes them, unless there are none. */
  void write(String store, Apart apart, RowSeal seal) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    String name = digest() + "." + StoredForm.SEALED.ending();
    ResourceId target =
        FileSystems.matchNewResource(
            folder(store, apart) + hash(output) + "/date=" + date + "/" + name, false);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (DataFileWriter<StoredEvent> to =
        new DataFileWriter<>(new SpecificDatumWriter<>(StoredEvent.class))) {
      to.setMeta(OUTPUT, output).setMeta(FILE, file);
      to.create(StoredEvent.getClassSchema(), plain);
      for (StoredEvent row : rows) {
        to.append(row);
      }
    }
    byte[] sealed = seal.seal(plain.toByteArray(), name);
    WholeFile.write(
        target,
        channel -> {
          try (channel) {
            ByteBuffer bytes = ByteBuffer.wrap(sealed);
            while (bytes.hasRemaining()) {
              channel.write(bytes);
            }
          }
        });
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where it is damaged or cannot be read
   */
  static SetApart read(StoredFile sealed, Supplier<RowSeal> seal) throws IOException {
    try (InputStream in = StoredForm.opened(sealed, seal);
        DataFileStream<StoredEvent> from =
            new DataFileStream<>(in, new SpecificDatumReader<>(StoredEvent.class))) {
      List<StoredEvent> rows = new ArrayList<>();
      while (from.hasNext()) {
        rows.add(from.next());
      }
      return new SetApart(
          from.getMetaString(OUTPUT), from.getMetaString(FILE), sealed.date(), rows);
    } catch (AvroRuntimeException e) {
      throw new IOException("rows that were set apart are damaged");
    }
  }

  /** The same file's, other rows. */
  SetApart with(List<StoredEvent> others) {
    return new SetApart(output, file, date, others);
  }

  /**
   * The name of the file into which they are put back. It is of the family of the file that they
   * came from, so that a later run over the same input replaces both.
   */
  String nameOfRestored() {
    int dot = file.lastIndexOf('.');
    String[] parts = file.substring(0, dot).split("-", -1);
    String family = parts.length > 1 ? parts[0] + "-" + parts[1] : parts[0];
    long part = Long.parseLong(digest().substring(0, 15), 16);
    return family + "-" + (part + 1_000_000) + file.substring(dot);
  }

  private String digest() {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putString(output, StandardCharsets.UTF_8).putByte((byte) 0);
    hasher.putString(file, StandardCharsets.UTF_8).putByte((byte) 0);
    try {
      for (StoredEvent row : rows) {
        hasher.putBytes(StoredEvent.getEncoder().encode(row));
      }
    } catch (IOException e) {
      throw new IllegalStateException("a row in memory cannot be written to memory");
    }
    return hasher.hash().toString().substring(0, 32);
  }

  private static String hash(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString().substring(0, 16);
  }
}
