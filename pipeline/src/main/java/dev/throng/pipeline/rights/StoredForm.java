package dev.throng.pipeline.rights;

import dev.throng.pipeline.publish.EventFormat;
import dev.throng.schemas.StoredEvent;
import dev.throng.schemas.TrustedNouns;
import dev.throng.transforms.pseudonymize.key.RowSeal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/** The forms of files of stored events, and how they are read. */
enum StoredForm {
  PARQUET {
    @Override
    Rows<RowKey> keys(StoredFile file, Supplier<RowSeal> seal) throws IOException {
      return ParquetRows.keys(file);
    }

    @Override
    Rows<StoredEvent> events(StoredFile file, Supplier<RowSeal> seal) throws IOException {
      return ParquetRows.events(file);
    }
  },
  AVRO {
    @Override
    Rows<RowKey> keys(StoredFile file, Supplier<RowSeal> seal) throws IOException {
      return avroKeys(stream(file));
    }

    @Override
    Rows<StoredEvent> events(StoredFile file, Supplier<RowSeal> seal) throws IOException {
      return avroEvents(stream(file));
    }
  },
  JSONL {
    @Override
    Rows<RowKey> keys(StoredFile file, Supplier<RowSeal> seal) throws IOException {
      return keysOf(events(file, seal));
    }

    @Override
    Rows<StoredEvent> events(StoredFile file, Supplier<RowSeal> seal) throws IOException {
      return new JsonRows(stream(file));
    }
  },
  /** Of rows that are set apart: an Avro container file, encrypted. */
  SEALED {
    @Override
    Rows<RowKey> keys(StoredFile file, Supplier<RowSeal> seal) throws IOException {
      return avroKeys(opened(file, seal));
    }

    @Override
    Rows<StoredEvent> events(StoredFile file, Supplier<RowSeal> seal) throws IOException {
      return avroEvents(opened(file, seal));
    }
  };

  static {
    // All reading goes through here, Parquet's too.
    TrustedNouns.trust();
  }

  /** What decides about each row. */
  abstract Rows<RowKey> keys(StoredFile file, Supplier<RowSeal> seal) throws IOException;

  /** Each row whole; one that is handed on is not used again. */
  abstract Rows<StoredEvent> events(StoredFile file, Supplier<RowSeal> seal) throws IOException;

  /** The end of file names. */
  String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The form of that ending. */
  static Optional<StoredForm> ofEnding(String ending) {
    for (StoredForm form : values()) {
      if (form.ending().equals(ending)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** What writes it. */
  EventFormat format() {
    return this == SEALED ? EventFormat.AVRO : EventFormat.valueOf(name());
  }

  private static InputStream stream(StoredFile file) throws IOException {
    return Channels.newInputStream(FileSystems.open(file.file()));
  }

  /** The rows of a file that is set apart, in the clear and in memory. */
  static InputStream opened(StoredFile file, Supplier<RowSeal> seal) throws IOException {
    try (InputStream in = stream(file)) {
      return new ByteArrayInputStream(seal.get().open(in.readAllBytes(), file.name()));
    }
  }

  private static Rows<RowKey> avroKeys(InputStream in) throws IOException {
    DataFileStream<GenericRecord> records = open(in, new GenericDatumReader<>(null, RowKey.SCHEMA));
    return new Rows<>() {
      @Override
      public @Nullable RowKey next() throws IOException {
        GenericRecord record = following(records);
        return record == null ? null : RowKey.of(record);
      }

      @Override
      public void close() throws IOException {
        records.close();
      }
    };
  }

  private static Rows<StoredEvent> avroEvents(InputStream in) throws IOException {
    DataFileStream<StoredEvent> records = open(in, new SpecificDatumReader<>(StoredEvent.class));
    return new Rows<>() {
      @Override
      public @Nullable StoredEvent next() throws IOException {
        return following(records);
      }

      @Override
      public void close() throws IOException {
        records.close();
      }
    };
  }

  private static <T> DataFileStream<T> open(InputStream in, GenericDatumReader<T> reader)
      throws IOException {
    try {
      return new DataFileStream<>(in, reader);
    } catch (IOException | AvroRuntimeException e) {
      in.close();
      throw new IOException("no file of Avro");
    }
  }

  private static <T> @Nullable T following(DataFileStream<T> records) throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (AvroRuntimeException e) {
      throw new IOException("a damaged file of Avro");
    }
  }

  private static Rows<RowKey> keysOf(Rows<StoredEvent> events) {
    return new Rows<>() {
      @Override
      public @Nullable RowKey next() throws IOException {
        StoredEvent event = events.next();
        return event == null ? null : RowKey.of(event);
      }

      @Override
      public void close() throws IOException {
        events.close();
      }
    };
  }
}
