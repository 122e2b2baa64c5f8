package dev.throng.pipeline.publish;

import dev.throng.schemas.StoredEvent;
import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the stored events of one attempt at one split into one file a day, staged. Belongs to one
 * thread.
 *
 * <p>So many days are open at once as allowed; beyond that, the file of the day that was written to
 * longest ago is ended, and the day goes on in another part.
 */
public final class EventFiles implements Closeable {
  private static final long DAY = 86_400_000;

  private final Staging staging;
  private final String output;
  private final EventFormat format;
  private final SplitName split;
  private final String attempt;
  private final int mostOpen;
  private final LinkedHashMap<Long, OpenFile> open = new LinkedHashMap<>(32, 0.75f, true);
  private final Map<Long, Integer> parts = new HashMap<>();
  private final List<WrittenFile> written = new ArrayList<>();
  private long currentDay;
  private @Nullable OpenFile current;

  /**
   * Starts an attempt that has written nothing yet.
   *
   * @param output the folder of stored events
   * @param attempt from {@link Staging#newAttempt()}, one for each try at the split
   * @param mostOpen files open at once, at least 1; each may hold some 16 MB
   */
  public EventFiles(
      Staging staging,
      String output,
      EventFormat format,
      SplitName split,
      String attempt,
      int mostOpen) {
    if (mostOpen < 1) {
      throw new IllegalArgumentException("At least one file must be open.");
    }
    this.staging = staging;
    this.output = output;
    this.format = format;
    this.split = split;
    this.attempt = attempt;
    this.mostOpen = mostOpen;
  }

  /** Adds one row to the file of its day in UTC, and holds on to nothing of it. */
  public void write(StoredEvent event) throws IOException {
    long day = Math.floorDiv(event.getEventTime(), DAY);
    OpenFile file = current;
    if (file == null || day != currentDay) {
      file = ofDay(day);
      current = file;
      currentDay = day;
    }
    file.writer.write(event);
    file.rows++;
  }

  /**
   * Ends every file; nothing may be written after. Gives the files in the order of their places.
   */
  public List<WrittenFile> finish() throws IOException {
    for (Iterator<OpenFile> files = open.values().iterator(); files.hasNext(); ) {
      written.add(files.next().end());
      files.remove();
    }
    current = null;
    written.sort((one, other) -> one.place().compareTo(other.place()));
    return List.copyOf(written);
  }

  /**
   * Gives up what is not finished: its files are removed. After {@link #finish()} it does nothing.
   */
  @Override
  public void close() {
    open.values().forEach(file -> file.channel.discard());
    open.clear();
    current = null;
  }

  private OpenFile ofDay(long day) throws IOException {
    OpenFile known = open.get(day);
    if (known != null) {
      return known;
    }
    if (open.size() == mostOpen) {
      Iterator<OpenFile> eldest = open.values().iterator();
      written.add(eldest.next().end());
      eldest.remove();
    }
    int part = parts.merge(day, 1, Integer::sum);
    OpenFile file = new OpenFile(LocalDate.ofEpochDay(day), part);
    open.put(day, file);
    return file;
  }

  private final class OpenFile {
    private final String place;
    private final StagedChannel channel;
    private final EventWriter writer;
    private long rows;

    private OpenFile(LocalDate date, int part) throws IOException {
      String name = split.label() + (part == 1 ? "" : "-" + part);
      place = "date=" + date + "/" + name + "." + format.label();
      channel = new StagedChannel(staging, output, date + "." + name + "." + attempt);
      try {
        writer = format.open(channel);
      } catch (IOException | RuntimeException failed) {
        channel.discard();
        throw failed;
      }
    }

    private WrittenFile end() throws IOException {
      writer.close();
      return channel.written(place, rows);
    }
  }
}
