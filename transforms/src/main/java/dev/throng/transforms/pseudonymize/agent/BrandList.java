package dev.throng.transforms.pseudonymize.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A structured header (RFC 9651) as client hints use it: a list of strings, each with perhaps the
 * parameter {@code v}, or one string alone. Strict: what is malformed anywhere says nothing at all.
 */
final class BrandList {

  /** One string of the list, with its parameter {@code v} or null. */
  record Item(String name, @Nullable String version) {}

  private static final int MOST = 16;

  private final String header;
  private int at;

  private BrandList(String header) {
    this.header = header;
  }

  /** The items in order, at most 16; none if the header is malformed or longer. */
  static List<Item> of(String header) {
    List<Item> items = new BrandList(header).items();
    return items == null ? List.of() : items;
  }

  /** The only string of a header, or null if it is anything else. */
  static @Nullable String only(@Nullable String header) {
    if (header == null) {
      return null;
    }
    List<Item> items = of(header);
    return items.size() == 1 && items.get(0).version() == null ? items.get(0).name() : null;
  }

  private @Nullable List<Item> items() {
    List<Item> items = new ArrayList<>(4);
    while (true) {
      skipBlanks();
      Item item = item();
      if (item == null || items.size() == MOST) {
        return null;
      }
      items.add(item);
      skipBlanks();
      if (at == header.length()) {
        return items;
      }
      if (!take(',')) {
        return null;
      }
    }
  }

  private @Nullable Item item() {
    String name = string();
    if (name == null) {
      return null;
    }
    String version = null;
    while (take(';')) {
      skipBlanks();
      boolean isVersion = take('v');
      if (!isVersion || !take('=')) {
        return null;
      }
      version = string();
      if (version == null) {
        return null;
      }
    }
    return new Item(name, version);
  }

  private @Nullable String string() {
    if (!take('"')) {
      return null;
    }
    StringBuilder text = new StringBuilder(16);
    while (at < header.length()) {
      char c = header.charAt(at++);
      if (c == '"') {
        return text.toString();
      }
      if (c == '\\') {
        if (at == header.length()) {
          return null;
        }
        c = header.charAt(at++);
        if (c != '"' && c != '\\') {
          return null;
        }
      } else if (c < ' ' || c > '~') {
        return null;
      }
      text.append(c);
    }
    return null;
  }

  private boolean take(char c) {
    if (at < header.length() && header.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < header.length() && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
      at++;
    }
  }
}
