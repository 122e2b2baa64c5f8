package dev.throng.transforms.parse;

import com.google.common.base.Utf8;
import com.google.common.primitives.Bytes;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one line of a table: cells parted by tabs, or by commas with quotes as RFC 4180 has them.
 * An empty cell is none. A cell that holds JSON is held to the same limits as a record of JSON; one
 * that is malformed rejects the record, for it may hold what refuses.
 */
final class TableDecoder implements EventDecoder {

  private final int maxRecordBytes;
  private final int maxStringBytes;
  private final Function<String, @Nullable Column> byName;
  private final String type;
  private final String time;
  private final int least;
  private final Draft draft = new Draft();
  private final Rejected rejected = new Rejected();
  private final Cell cell = new Cell();

  private boolean comma;
  private boolean exact;
  private byte[] header = new byte[0];
  private @Nullable Column[] members;
  private byte[] unquoted = new byte[0];

  /**
   * Decodes lines of a table without a header, until there is one.
   *
   * @param columns its columns
   * @param least how many cells a line has at least
   * @param byName what is done with the cells of a column; null where the format does not know it
   */
  TableDecoder(
      ParseSettings settings,
      Mapping mapping,
      List<String> columns,
      int least,
      Function<String, @Nullable Column> byName) {
    maxRecordBytes = settings.maxRecordBytes();
    maxStringBytes = settings.maxStringBytes();
    this.byName = byName;
    this.type = mapping.source(EventField.TYPE);
    this.time = mapping.source(EventField.TIME);
    this.least = least;
    members = members(columns);
  }

  private @Nullable Column[] members(List<String> columns) {
    @Nullable Column[] all = new Column[columns.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = byName.apply(columns.get(i));
    }
    return all;
  }

  /**
   * Takes a line for the table's header, if its first cell is that name, and decodes what follows
   * by it.
   */
  boolean readHeader(byte[] bytes, int from, int length, String first) {
    @Nullable Header read = Header.of(bytes, from, length, first);
    if (read == null) {
      return false;
    }
    comma = read.comma();
    exact = true;
    members = members(read.columns());
    header = Arrays.copyOfRange(bytes, from, from + length + 1);
    header[length] = '\n';
    return true;
  }

  /** A line behind the table's header, where it has one. */
  byte[] withHeader(byte[] line) {
    return Bytes.concat(header, line);
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, Sink<? super IdentifiedEvent> sink) {
    if (length > maxRecordBytes) {
      sink.reject(RejectReason.TOO_LARGE);
      return;
    }
    draft.reset();
    try {
      check(bytes, offset, length);
      int cells =
          comma
              ? quotedCells(bytes, offset, offset + length)
              : cells(bytes, offset, offset + length);
      if (exact ? cells != members.length : cells < least) {
        throw rejected.as(RejectReason.MALFORMED, "");
      }
      draft.finish(rejected, type, time);
    } catch (Rejected e) {
      sink.reject(e.reason(), e.field());
      return;
    } catch (IOException e) {
      // The exception ends here: its message may quote the record (F22).
      sink.reject(RejectReason.MALFORMED);
      return;
    }
    draft.tell(sink);
  }

  private void check(byte[] bytes, int offset, int length) throws Rejected {
    int at = offset;
    while (at < offset + length && bytes[at] == ' ') {
      at++;
    }
    if (at == offset + length) {
      throw rejected.as(RejectReason.EMPTY, "");
    }
    if (!Utf8.isWellFormed(bytes, offset, length)) {
      throw rejected.as(RejectReason.INVALID_UTF8, "");
    }
  }

  private int cells(byte[] bytes, int offset, int to) throws IOException, Rejected {
    int column = 0;
    for (int from = offset; from <= to; column++) {
      int end = from < to && bytes[from] == '\t' ? from : Swar.indexOf(bytes, from, to, '\t');
      if (end > from) {
        take(column, bytes, from, end);
      }
      from = end + 1;
    }
    return column;
  }

  private int quotedCells(byte[] bytes, int offset, int to) throws IOException, Rejected {
    int column = 0;
    for (int from = offset; from <= to; column++) {
      if (from < to && bytes[from] == '"') {
        from = quoted(column, bytes, from + 1, to) + 1;
        continue;
      }
      int end = from < to && bytes[from] == ',' ? from : Swar.indexOf(bytes, from, to, ',');
      if (end > from) {
        take(column, bytes, from, end);
      }
      from = end + 1;
    }
    return column;
  }

  /** Takes a quoted cell, and gives where the comma behind it stands, or the line's end. */
  private int quoted(int column, byte[] bytes, int from, int to) throws IOException, Rejected {
    int start = from;
    int length = 0;
    while (true) {
      int quote = Swar.indexOf(bytes, start, to, '"');
      if (quote == to) {
        throw rejected.as(RejectReason.MALFORMED, "");
      }
      boolean doubled = quote + 1 < to && bytes[quote + 1] == '"';
      if (!doubled && length == 0) {
        if (quote > from) {
          take(column, bytes, from, quote);
        }
        return behind(bytes, quote + 1, to);
      }
      // One of two quotes belongs to the text.
      int part = quote - start + (doubled ? 1 : 0);
      if (unquoted.length < length + part) {
        unquoted = Arrays.copyOf(unquoted, Math.max(2 * unquoted.length, length + part));
      }
      System.arraycopy(bytes, start, unquoted, length, part);
      length += part;
      if (!doubled) {
        take(column, unquoted, 0, length);
        return behind(bytes, quote + 1, to);
      }
      start = quote + 2;
    }
  }

  private int behind(byte[] bytes, int at, int to) throws Rejected {
    if (at < to && bytes[at] != ',') {
      throw rejected.as(RejectReason.MALFORMED, "");
    }
    return at;
  }

  private void take(int column, byte[] bytes, int from, int to) throws IOException, Rejected {
    if (to - from > maxStringBytes) {
      throw rejected.as(RejectReason.LIMIT, "");
    }
    @Nullable Column member = column < members.length ? members[column] : null;
    if (member == null) {
      draft.unknown();
    } else {
      member.read(cell.at(bytes, from, to), draft);
    }
  }
}
