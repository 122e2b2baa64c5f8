package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.throng.transforms.step.RejectReason;
import java.io.IOException;

/** Opens a cell that holds JSON. One that is malformed rejects the record. */
final class JsonCell implements Column {

  private final String column;
  private final JsonMember member;
  private final JsonInput in;

  JsonCell(String column, JsonMember member, JsonInput in) {
    this.column = column;
    this.member = member;
    this.in = in;
  }

  @Override
  public void read(Cell cell, Draft draft) throws IOException, Rejected {
    try {
      in.open(cell.bytes(), cell.from(), cell.length());
      if (in.next() != null) {
        member.read(in, draft);
      }
      if (in.next() != null) {
        throw in.reject(RejectReason.TRAILING_CONTENT);
      }
    } catch (Rejected e) {
      throw in.reject(e.reason(), column);
    } catch (StreamConstraintsException e) {
      throw in.reject(RejectReason.LIMIT, column);
    } catch (IOException e) {
      throw in.reject(RejectReason.MALFORMED, column);
    } finally {
      in.close();
    }
  }
}
