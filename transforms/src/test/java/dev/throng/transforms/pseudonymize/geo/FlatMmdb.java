package dev.throng.transforms.pseudonymize.geo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a small IPv4 database in DB-IP's flat layout, after the MaxMind DB File Format
 * Specification 2.0: a binary tree of 24-bit records, a data section, the metadata.
 */
final class FlatMmdb {
  private static final int NOTHING = -1;

  private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {NOTHING, NOTHING}));
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** Says of a /24 network where it is. */
  FlatMmdb put(int prefix, String country, String state1, String city) {
    int at = data.size();
    map(data, 8);
    text(data, "city");
    text(data, city);
    text(data, "country_code");
    text(data, country);
    text(data, "latitude");
    text(data, "0");
    text(data, "longitude");
    text(data, "0");
    text(data, "postcode");
    text(data, "00000");
    text(data, "state1");
    text(data, state1);
    text(data, "state2");
    text(data, "");
    text(data, "timezone");
    text(data, "");
    int node = 0;
    for (int bit = 23; bit > 0; bit--) {
      int side = (prefix >>> bit) & 1;
      if (nodes.get(node)[side] == NOTHING) {
        nodes.add(new int[] {NOTHING, NOTHING});
        nodes.get(node)[side] = nodes.size() - 1;
      }
      node = nodes.get(node)[side];
    }
    nodes.get(node)[prefix & 1] = -2 - at;
    return this;
  }

  Path write(Path folder) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int side : node) {
        int record =
            side >= 0 ? side : side == NOTHING ? nodes.size() : nodes.size() + 16 - 2 - side;
        number(out, record, 3);
      }
    }
    out.writeBytes(new byte[16]);
    out.writeBytes(data.toByteArray());
    out.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
    map(out, 9);
    text(out, "binary_format_major_version");
    unsigned(out, 5, 2, 2);
    text(out, "binary_format_minor_version");
    unsigned(out, 5, 0, 2);
    text(out, "build_epoch");
    out.write(8); // extended type, eight bytes
    out.write(2); // uint64
    number(out, 0, 4);
    number(out, 1_600_000_000, 4);
    text(out, "database_type");
    text(out, "DBIP-City");
    text(out, "description");
    map(out, 0);
    text(out, "ip_version");
    unsigned(out, 5, 4, 2);
    text(out, "languages");
    out.write(0); // extended type, no elements
    out.write(4); // array
    text(out, "node_count");
    unsigned(out, 6, nodes.size(), 4);
    text(out, "record_size");
    unsigned(out, 5, 24, 2);
    return Files.write(Files.createTempFile(folder, "flat", ".mmdb"), out.toByteArray());
  }

  private static void map(ByteArrayOutputStream out, int size) {
    out.write(7 << 5 | size);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 29) {
      out.write(2 << 5 | bytes.length);
    } else {
      out.write(2 << 5 | 29);
      out.write(bytes.length - 29);
    }
    out.writeBytes(bytes);
  }

  private static void unsigned(ByteArrayOutputStream out, int type, int value, int bytes) {
    out.write(type << 5 | bytes);
    number(out, value, bytes);
  }

  private static void number(ByteArrayOutputStream out, int value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write(value >>> (8 * i));
    }
  }
}
