package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import dev.throng.schemas.PrivacyClass;
import dev.throng.transforms.step.RejectReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the fields of one format become those of an event. It is declared once and serves the parser,
 * {@code throng check}, the mapping's page and the tests: every field of the source is mapped, or
 * named as dropped with its class. What it does not name is dropped and counted.
 *
 * <p>A source is a path: {@code context.device.id}; {@code items[].item_id} where a list has one
 * element only; {@code event_params{page_title}} where the elements of a list say by a key what
 * they are. A source that is dropped is dropped with all that is in it.
 */
public final class Mapping {

  private final String about;
  private final List<Row> rows;
  private final List<Entry> entries;
  private final Map<String, JsonKeyed.Names> lists;
  private final Map<String, JsonMember> unclear;
  private final List<EventWords> words;

  /**
   * What becomes of one field of the source.
   *
   * @param source its path
   * @param targets the paths of {@code IdentifiedEvent} that it serves; none if it is dropped
   * @param privacy the class of what it holds
   * @param how how it is read, the end of a sentence; "" where it is taken as it is
   */
  public record Row(String source, List<String> targets, PrivacyClass privacy, String how) {
    public Row {
      targets = List.copyOf(targets);
    }
  }

  /** What is done with a path. */
  record Entry(String source, Use use) {}

  private Mapping(Builder builder) {
    about = builder.about;
    rows = List.copyOf(builder.rows.values());
    entries = List.copyOf(builder.entries);
    lists = Map.copyOf(builder.lists);
    unclear = Map.copyOf(builder.unclear);
    words = List.copyOf(builder.words);
  }

  /**
   * Begins a mapping.
   *
   * @param about what the format is, in whole sentences
   */
  static Builder of(String about) {
    return new Builder(about);
  }

  /** The mapping of a format whose fields are those of an event. */
  static Mapping identity(String about) {
    Builder builder = new Builder(about);
    builder.words.add(EventWords.of());
    EventField.paths().forEach(path -> builder.to(path, path));
    return builder.build();
  }

  /** What the format is, in whole sentences. */
  public String about() {
    return about;
  }

  /** What becomes of each field of the source, in the order of its declaration. */
  public List<Row> rows() {
    return rows;
  }

  List<Entry> entries() {
    return entries;
  }

  Map<String, JsonKeyed.Names> lists() {
    return lists;
  }

  /** What objects say that are none. */
  Map<String, JsonMember> unclear() {
    return unclear;
  }

  /**
   * A word that is in every record of that type of event, whatever its case; nothing where there
   * may be records without it.
   */
  Optional<String> mentioned(String type) {
    return words.isEmpty() || !words.stream().allMatch(each -> each.isMentioned(type))
        ? Optional.empty()
        : Optional.of(type);
  }

  /** Decodes records that are objects of JSON. */
  EventDecoder json(ParseSettings settings) {
    return new JsonDecoder(
        settings,
        new MappingTree(this, settings).record(),
        source("event_type"),
        source("event_time"));
  }

  /** The first source of a field, by which rejections name it. */
  String source(String target) {
    return rows.stream()
        .filter(row -> row.targets().contains(target))
        .map(Row::source)
        .findFirst()
        .orElse(target);
  }

  /** Declares a mapping. Of several sources of one field the first that has a value counts. */
  static final class Builder {
    private final String about;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, JsonKeyed.Names> lists = new HashMap<>();
    private final Map<String, JsonMember> unclear = new HashMap<>();
    private final Map<EventField, Integer> sources = new HashMap<>();
    private final List<EventWords> words = new ArrayList<>();
    private int pairs;

    private Builder(String about) {
      this.about = about;
    }

    /** These become a field, read as its class is. */
    Builder to(String target, String... from) {
      return to(target, JsonKind.of(EventField.at(target)).written(), "", from);
    }

    /** These become a field, read in another way. */
    Builder to(String target, JsonKind kind, String how, String... from) {
      EventField field = EventField.at(target);
      for (String source : from) {
        add(source, List.of(field), how, new Use.Field(field, kind, rank(field)));
      }
      return this;
    }

    /** Something is made of these, which becomes a field. */
    Builder by(String target, String how, Use.Reading reading, String... from) {
      EventField field = EventField.at(target);
      for (String source : from) {
        add(source, List.of(field), how, new Use.Read(field, reading, rank(field)));
      }
      return this;
    }

    /** This names what happened. */
    Builder types(EventWords known, String source) {
      words.add(known);
      return by(EventField.TYPE, known.about(), in -> known.typeOf(in.text()), source);
    }

    /** These two, with something between them, become a field. */
    Builder joined(String target, String between, String first, String second) {
      EventField field = EventField.at(target);
      if (pairs == Draft.MOST_PAIRS) {
        throw new IllegalArgumentException("no more than " + Draft.MOST_PAIRS + " pairs");
      }
      int rank = rank(field);
      String how = "as " + first + between + second;
      add(first, List.of(field), how, new Use.Half(field, pairs, false, between, rank));
      add(second, List.of(field), how, new Use.Half(field, pairs, true, between, rank));
      pairs++;
      return this;
    }

    /** A whole value is read by whoever knows it, and may set fields. */
    Builder structure(String source, List<String> targets, String how, JsonMember member) {
      List<EventField> fields = targets.stream().map(EventField::at).toList();
      add(source, fields, how, new Use.Structure(member));
      return this;
    }

    /** Where an object should be, and something else is, but null, this is said. */
    Builder unclear(String object, JsonMember said) {
      unclear.put(object, said);
      return this;
    }

    /** All that an object holds besides becomes properties, which the policy names or drops. */
    Builder rest(String object) {
      add(object + ".*", List.of(EventField.at("properties")), "by its name", new Use.Property());
      return this;
    }

    /** These are not read, nor is what is in them. */
    Builder drop(PrivacyClass privacy, String... from) {
      for (String source : from) {
        row(source, new Row(source, List.of(), privacy, ""));
        entries.add(new Entry(source, new Use.Dropped()));
      }
      return this;
    }

    /** An object holds a whole event of {@code throng-json}. */
    Builder event(String source) {
      words.add(EventWords.of());
      for (EventField field : EventField.all()) {
        rank(field);
        String path = source + "." + field.path();
        row(path, new Row(path, List.of(field.path()), privacy(path, field), ""));
      }
      entries.add(new Entry(source, new Use.Event(source)));
      return this;
    }

    /** A record that has one of these cannot be used. */
    Builder rejects(PrivacyClass privacy, String... from) {
      for (String source : from) {
        row(source, new Row(source, List.of(), privacy, "its record is rejected"));
        JsonMember member =
            (in, draft) -> {
              if (in.token() != JsonToken.VALUE_NULL) {
                throw in.reject(RejectReason.MALFORMED, source);
              }
            };
        entries.add(new Entry(source, new Use.Structure(member)));
      }
      return this;
    }

    /** The elements of a list say by a key what they are. */
    Builder keyed(String list, JsonKeyed.Names names) {
      lists.put(list, names);
      return this;
    }

    Mapping build() {
      return new Mapping(this);
    }

    private void add(String source, List<EventField> fields, String how, Use use) {
      PrivacyClass privacy = privacy(source, fields.get(0));
      row(source, new Row(source, fields.stream().map(EventField::path).toList(), privacy, how));
      entries.add(new Entry(source, use));
    }

    private static PrivacyClass privacy(String source, EventField field) {
      return PrivacyClass.of(field.privacy())
          .orElseThrow(() -> new IllegalArgumentException(source + " has no class"));
    }

    /** One that serves several fields is one row. */
    private void row(String source, Row row) {
      rows.merge(source, row, Builder::both);
    }

    private static Row both(Row one, Row other) {
      if (one.targets().isEmpty() || other.targets().isEmpty()) {
        throw new IllegalArgumentException(one.source() + " is both dropped and mapped");
      }
      List<String> targets = new ArrayList<>(one.targets());
      other.targets().stream().filter(path -> !targets.contains(path)).forEach(targets::add);
      String how =
          one.how().isEmpty() || one.how().equals(other.how())
              ? other.how()
              : one.how() + (other.how().isEmpty() ? "" : "; " + other.how());
      return new Row(one.source(), targets, one.privacy(), how);
    }

    private int rank(EventField field) {
      return sources.merge(field, 1, Integer::sum) - 1;
    }
  }
}
