package dev.throng.pipeline.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a query gives, written the same way whichever database was asked. */
final class Answers {
  private Answers() {}

  /** One line a row, cells parted by bars. */
  static List<String> of(Connection connection, String query) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          cells.add(cell(rows.getString(i)));
        }
        lines.add(String.join("|", cells));
      }
    }
    return lines;
  }

  /** Numbers without zeros at their end, instants of midnight as days. */
  static String cell(String value) {
    if (value == null) {
      return "";
    }
    if (value.matches("-?\\d+\\.\\d+")) {
      return number(new BigDecimal(value));
    }
    return value.replaceFirst("[ T]00:00(:00)?(\\.0)?(\\+00|Z)?$", "");
  }

  static String number(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
