package dev.throng.pipeline.rights;

import java.io.Serializable;
import java.time.LocalDate;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A file of stored events of one day.
 *
 * @param output the folder of events that it belongs to
 * @param date the day, UTC
 * @param apart whether it was set apart, and why
 * @param bytes its size
 */
record StoredFile(
    ResourceId file, String output, LocalDate date, StoredForm form, Apart apart, long bytes)
    implements Serializable {

  /** Whether rows lie where they were written. */
  enum Apart {
    /** They do. */
    NO,
    /** Their use was restricted. */
    RESTRICTED,
    /** A law wants them kept. */
    HELD
  }

  StoredFile ofSize(long now) {
    return new StoredFile(file, output, date, form, apart, now);
  }

  String name() {
    String name = file.getFilename();
    return name == null ? "" : name;
  }

  /** Its name without the ending. */
  String stem() {
    String name = name();
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  long day() {
    return date.toEpochDay();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
