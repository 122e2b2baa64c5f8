package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.Staging;
import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.files.SmallFiles;
import dev.throng.transforms.pseudonymize.key.RowSeal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.util.CoderUtils;

/**
 * What passes between the launcher and the workers of one pass: files in a folder of the store that
 * are gone when the pass is over. All of it is sealed as rows that are set apart are, for a kill
 * leaves it lying. No id is in it: people stand there by the pseudonyms of rows.
 *
 * <p>Passes are done by one at a time ({@link dev.throng.pipeline.store.StoreWork}).
 */
record PassFolder(SmallFiles files, String pass, Supplier<RowSeal> seal) {
  private static final String FOLDER = "passes";
  private static final String OPEN = "open";
  private static final String PEOPLE = "people-";
  private static final String INTENT = "intent-";
  private static final String ROWS = "rows-";
  private static final String RESULT = "result";
  private static final SerializableCoder<Tally> TALLIES = SerializableCoder.of(Tally.class);

  /** That of a new pass; what others left goes. */
  static PassFolder ofNewPass(Job job, Supplier<RowSeal> seal) throws IOException {
    PassFolder folder = of(job, Staging.newAttempt() + "-", seal);
    folder.clear();
    folder.write(OPEN, new byte[0]);
    return folder;
  }

  static PassFolder of(Job job, String pass, Supplier<RowSeal> seal) {
    return new PassFolder(SmallFiles.at(StoredFiles.closed(job.store()) + FOLDER), pass, seal);
  }

  /** Removes all that is there, of whichever pass. */
  void clear() throws IOException {
    files.delete(files.names(""));
  }

  /** Whether the pass is under way; else whoever asks was thought dead, and has nothing to do. */
  boolean isOpen() throws IOException {
    return read(OPEN).isPresent();
  }

  void people(String period, PeriodPeople people) throws IOException {
    write(PEOPLE + period, people.bytes());
  }

  PeriodPeople people(String period) throws IOException {
    return PeriodPeople.parse(
        read(PEOPLE + period).orElseThrow(() -> new IOException("the pass has lost its people")));
  }

  /** Keeps what a portion's work is about to do, unless somebody has said so already. */
  void intend(Portion portion, Tally tally) throws IOException {
    if (intent(portion).isEmpty()) {
      write(INTENT + portion.name(), CoderUtils.encodeToByteArray(TALLIES, tally));
    }
  }

  Optional<Tally> intent(Portion portion) throws IOException {
    return tally(INTENT + portion.name());
  }

  void result(Tally tally) throws IOException {
    write(RESULT, CoderUtils.encodeToByteArray(TALLIES, tally));
  }

  Tally result() throws IOException {
    return tally(RESULT).orElseThrow(() -> new IOException("the pass ended without its result"));
  }

  private Optional<Tally> tally(String name) throws IOException {
    Optional<byte[]> bytes = read(name);
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(CoderUtils.decodeFromByteArray(TALLIES, bytes.orElseThrow()));
  }

  /** Keeps the rows that a portion's work gave, in the place of those that it gave before. */
  void rows(Portion portion, List<StoredEvent> rows) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (DataFileWriter<StoredEvent> to =
        new DataFileWriter<>(new SpecificDatumWriter<>(StoredEvent.class))) {
      to.create(StoredEvent.getClassSchema(), plain);
      for (StoredEvent row : rows) {
        to.append(row);
      }
    }
    write(ROWS + portion.name(), plain.toByteArray());
  }

  /** All rows that any work gave. */
  List<StoredEvent> rows() throws IOException {
    List<StoredEvent> rows = new ArrayList<>();
    for (String name : files.names("")) {
      Optional<byte[]> bytes =
          name.startsWith(pass + ROWS) ? read(name.substring(pass.length())) : Optional.empty();
      if (bytes.isPresent()) {
        try (DataFileStream<StoredEvent> from =
            new DataFileStream<>(
                new ByteArrayInputStream(bytes.orElseThrow()),
                new SpecificDatumReader<>(StoredEvent.class))) {
          from.forEach(rows::add);
        }
      }
    }
    return rows;
  }

  private void write(String name, byte[] content) throws IOException {
    String whole = pass + name;
    files.replace(Map.of(whole, seal.get().seal(content, whole)));
  }

  private Optional<byte[]> read(String name) throws IOException {
    String whole = pass + name;
    byte[] sealed = files.read(List.of(whole)).get(whole);
    return sealed == null ? Optional.empty() : Optional.of(seal.get().open(sealed, whole));
  }
}
