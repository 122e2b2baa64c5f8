package dev.throng.transforms.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths of a mapping as the tree that a record is, and what is done at each of its places. */
final class MappingTree {

  private static final String REST = "*";

  private final ParseSettings settings;
  private final Map<String, JsonKeyed.Names> lists;
  private final Map<String, JsonMember> unclear;
  private final Node root = new Node("");

  MappingTree(Mapping mapping, ParseSettings settings) {
    this.settings = settings;
    this.lists = mapping.lists();
    this.unclear = mapping.unclear();
    for (Mapping.Entry entry : mapping.entries()) {
      root.at(entry.source(), 0).uses.add(entry.use());
    }
  }

  /** Reads a record that is an object. */
  JsonMember record() {
    return root.json();
  }

  /**
   * What is done with the cells of a table's columns, by their names. A list whose elements say by
   * a key what they are may also stand in columns of its name, {@code _} and a key.
   */
  Map<String, Column> columns() {
    JsonInput json = new JsonInput(settings);
    Map<String, Column> columns = new LinkedHashMap<>();
    root.members.forEach(
        (name, node) -> {
          if (node.isScalar()) {
            columns.put(name, node.cell()::read);
            return;
          }
          columns.put(name, new JsonCell(name, node.json(), json));
          node.keyed.forEach(
              (key, element) -> {
                String column = name + "_" + key;
                columns.put(column, new JsonCell(column, new JsonEach(element.json()), json));
              });
        });
    return columns;
  }

  private final class Node {
    private final String path;
    private final List<Use> uses = new ArrayList<>();
    private final Map<String, Node> members = new LinkedHashMap<>();
    private final Map<String, Node> keyed = new LinkedHashMap<>();
    private @Nullable Node only;

    private Node(String path) {
      this.path = path;
    }

    /** The node where the rest of a path leads, made where there is none. */
    private Node at(String source, int from) {
      if (from == source.length()) {
        return this;
      }
      switch (source.charAt(from)) {
        case '[' -> {
          only = only == null ? new Node(path + "[]") : only;
          return only.at(source, from + 2);
        }
        case '{' -> {
          int end = source.indexOf('}', from);
          String key = source.substring(from + 1, end);
          return keyed
              .computeIfAbsent(key, name -> new Node(path + "{" + name + "}"))
              .at(source, end + 1);
        }
        default -> {
          int start = source.charAt(from) == '.' ? from + 1 : from;
          int end = start;
          while (end < source.length() && ".[{".indexOf(source.charAt(end)) < 0) {
            end++;
          }
          String name = source.substring(start, end);
          return members
              .computeIfAbsent(name, key -> new Node(path.isEmpty() ? key : path + "." + key))
              .at(source, end);
        }
      }
    }

    private boolean isScalar() {
      return members.isEmpty()
          && keyed.isEmpty()
          && only == null
          && uses.stream().noneMatch(Use::structured);
    }

    private JsonMember json() {
      int kinds =
          (uses.isEmpty() ? 0 : 1)
              + (members.isEmpty() ? 0 : 1)
              + (keyed.isEmpty() ? 0 : 1)
              + (only == null ? 0 : 1);
      if (kinds != 1) {
        throw new IllegalArgumentException(path + " is several things at once");
      }
      if (only != null) {
        return new JsonOnly(only.json(), only.claims());
      }
      if (!keyed.isEmpty()) {
        return keyed();
      }
      return members.isEmpty() ? scalar() : section();
    }

    private JsonMember scalar() {
      List<JsonMember> all = uses.stream().map(use -> use.json(settings)).toList();
      List<JsonMember> busy = all.stream().filter(each -> each != JsonMember.SKIPPED).toList();
      if (busy.size() < 2) {
        return busy.isEmpty() ? JsonMember.SKIPPED : busy.get(0);
      }
      if (uses.stream().anyMatch(Use::structured)) {
        throw new IllegalArgumentException(path + " is read as a whole, and so only once");
      }
      return (in, draft) -> {
        if (!in.token().isScalarValue()) {
          JsonMember.skip(in);
          return;
        }
        for (JsonMember each : busy) {
          each.read(in, draft);
        }
      };
    }

    private Use.CellMember cell() {
      List<Use.CellMember> all =
          uses.stream()
              .filter(use -> use.claims().stream().anyMatch(c -> c.field().wantedBy(settings)))
              .map(use -> use.cell(settings))
              .toList();
      if (all.size() == 1) {
        return all.get(0);
      }
      return (cell, draft) -> {
        for (Use.CellMember each : all) {
          each.read(cell, draft);
        }
      };
    }

    private JsonMember section() {
      Map<String, JsonMember> known = new LinkedHashMap<>();
      members.forEach(
          (name, node) -> {
            if (!name.equals(REST)) {
              known.put(name, node.json());
            }
          });
      @Nullable Node rest = members.get(REST);
      return new JsonSection(
          path,
          known,
          unclear.getOrDefault(path, JsonMember.SKIPPED),
          rest == null ? JsonMember.UNKNOWN : rest.json());
    }

    private JsonMember keyed() {
      JsonKeyed.@Nullable Names names = lists.get(path);
      if (names == null) {
        throw new IllegalArgumentException(path + " has no key");
      }
      Map<String, JsonMember> known = new LinkedHashMap<>();
      keyed.forEach((key, node) -> known.put(key, unwrapped(names, node)));
      return new JsonKeyed(names, known, settings);
    }

    private JsonMember unwrapped(JsonKeyed.Names names, Node node) {
      JsonMember member = node.json();
      if (names.inner().isEmpty() || member == JsonMember.SKIPPED) {
        return member;
      }
      Map<String, JsonMember> inner = new LinkedHashMap<>();
      names.inner().forEach(name -> inner.put(name, member));
      return new JsonSection(node.path, inner, JsonMember.SKIPPED, JsonMember.UNKNOWN);
    }

    private List<JsonOnly.Claim> claims() {
      List<JsonOnly.Claim> claims = new ArrayList<>();
      uses.forEach(use -> claims.addAll(use.claims()));
      members.values().forEach(node -> claims.addAll(node.claims()));
      keyed.values().forEach(node -> claims.addAll(node.claims()));
      if (only != null) {
        claims.addAll(only.claims());
      }
      return claims;
    }
  }
}
