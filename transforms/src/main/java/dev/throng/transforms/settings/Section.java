package dev.throng.transforms.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML settings file, read key by key. Whoever reads it says with {@link #end()}
 * that nothing more is known: a key that nobody asked for is an error that names its place and the
 * nearest known key. Messages name file, line, column and key; they quote values of settings, which
 * are not personal.
 */
public final class Section {
  private final String file;
  private final Place place;
  private final String path;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, Boolean> asked = new LinkedHashMap<>();

  /** The first line is 1, and so is the first column. */
  private record Place(int line, int column) {
    static Place of(@Nullable Mark mark) {
      return mark == null ? new Place(1, 1) : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    static Place of(Node node) {
      return of(node.getStartMark().orElse(null));
    }
  }

  private Section(String file, String path, MappingNode mapping) {
    this.file = file;
    this.path = path;
    this.place = Place.of(mapping);
    for (NodeTuple tuple : mapping.getValue()) {
      Place at = Place.of(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw fault(at, "a key must be a word");
      }
      if (nodes.put(key.getValue(), tuple.getValueNode()) != null) {
        throw fault(at, "'" + path + key.getValue() + "' stands here twice");
      }
      places.put(key.getValue(), at);
    }
  }

  /**
   * Reads a YAML document whose root is a mapping.
   *
   * @param file how messages name it
   * @throws SettingsException where it is not YAML, or not a mapping
   */
  public static Section parse(String file, String text) {
    LoadSettings settings =
        LoadSettings.builder().setMaxAliasesForCollections(20).setCodePointLimit(1 << 20).build();
    try {
      Node root = new Compose(settings).composeString(text).orElse(null);
      if (!(root instanceof MappingNode mapping)) {
        throw new SettingsException(file + " must hold keys and values");
      }
      return new Section(file, "", mapping);
    } catch (MarkedYamlEngineException e) {
      Place at = Place.of(e.getProblemMark().orElse(null));
      throw new SettingsException(
          file + ":" + at.line() + ":" + at.column() + ": is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new SettingsException(file + " is not YAML that can be read");
    }
  }

  /** The keys in the file's order. */
  public List<String> keys() {
    return List.copyOf(nodes.keySet());
  }

  /** Whether the key stands here with a value. */
  public boolean has(String key) {
    asked.put(key, true);
    Node node = nodes.get(key);
    return node != null && !node.getTag().equals(Tag.NULL);
  }

  /** A word that must be there. */
  public String word(String key) {
    return optionalWord(key).orElseThrow(() -> missing(key));
  }

  /** A word that may be missing. */
  public Optional<String> optionalWord(String key) {
    return has(key) ? Optional.of(scalar(key, nodes.get(key))) : Optional.empty();
  }

  /** A value given as a word, read by {@code reader}, whose complaints get file and line. */
  public <T> Optional<T> value(String key, Function<String, T> reader) {
    return optionalWord(key).map(word -> read(key, word, reader));
  }

  /** The same of a word that must be there. */
  public <T> T required(String key, Function<String, T> reader) {
    return read(key, word(key), reader);
  }

  /** One word or a list of words; empty where the key is missing. */
  public List<String> words(String key) {
    if (!has(key)) {
      return List.of();
    }
    Node node = nodes.get(key);
    if (node instanceof SequenceNode sequence) {
      List<String> words = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        words.add(scalar(key, item));
      }
      return List.copyOf(words);
    }
    return List.of(scalar(key, node));
  }

  /** A list of lists of words, as in {@code [[country], []]}; empty where the key is missing. */
  public List<List<String>> wordLists(String key) {
    if (!has(key)) {
      return List.of();
    }
    List<List<String>> lists = new ArrayList<>();
    for (Node item : sequence(key)) {
      if (!(item instanceof SequenceNode inner)) {
        throw fault(Place.of(item), "'" + path + key + "' must be a list of lists");
      }
      List<String> words = new ArrayList<>();
      for (Node word : inner.getValue()) {
        words.add(scalar(key, word));
      }
      lists.add(List.copyOf(words));
    }
    return List.copyOf(lists);
  }

  /** A section that may be missing. */
  public Optional<Section> section(String key) {
    return has(key)
        ? Optional.of(mapping(key, nodes.get(key), path + key + "."))
        : Optional.empty();
  }

  /** A section that must be there. */
  public Section requiredSection(String key) {
    return section(key).orElseThrow(() -> fault(key, "is missing"));
  }

  /** A list of sections; empty where the key is missing. */
  public List<Section> sections(String key) {
    if (!has(key)) {
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (Node item : sequence(key)) {
      sections.add(mapping(key, item, path + key + "[" + sections.size() + "]."));
    }
    return List.copyOf(sections);
  }

  /** Whether the key's value is a mapping, for keys that take a word or a section. */
  public boolean isSection(String key) {
    return has(key) && nodes.get(key) instanceof MappingNode;
  }

  /** Every key of this section with its value as a word, for open maps. */
  public <T> Map<String, T> all(BiFunction<Section, String, T> reader) {
    Map<String, T> all = new LinkedHashMap<>();
    for (String key : nodes.keySet()) {
      all.put(key, reader.apply(this, key));
    }
    return all;
  }

  /**
   * Says that every known key was asked for.
   *
   * @throws SettingsException for the first key that was not
   */
  public void end() {
    for (String key : nodes.keySet()) {
      if (!asked.containsKey(key)) {
        String nearest = NearestWord.to(key, asked.keySet());
        String hint =
            nearest == null
                ? "; known are " + String.join(", ", asked.keySet())
                : "; did you mean '" + nearest + "'?";
        throw fault(places.getOrDefault(key, place), "unknown key '" + path + key + "'" + hint);
      }
    }
  }

  /** An error at a key of this section. */
  public SettingsException fault(String key, String message) {
    return fault(places.getOrDefault(key, place), "'" + path + key + "' " + message);
  }

  /** What a privacy rule refuses at a key of this section. */
  public PrivacyException refusal(String key, String message) {
    return new PrivacyException(fault(key, message).getMessage());
  }

  private <T> T read(String key, String word, Function<String, T> reader) {
    try {
      return reader.apply(word);
    } catch (IllegalArgumentException e) {
      throw fault(key, e.getMessage());
    }
  }

  private List<Node> sequence(String key) {
    if (!(nodes.get(key) instanceof SequenceNode sequence)) {
      throw fault(key, "must be a list");
    }
    return sequence.getValue();
  }

  private Section mapping(String key, Node node, String at) {
    if (!(node instanceof MappingNode mapping)) {
      throw fault(key, "must hold keys and values");
    }
    return new Section(file, at, mapping);
  }

  private String scalar(String key, Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw fault(Place.of(node), "'" + path + key + "' must be one word or number");
    }
    return scalar.getValue();
  }

  private SettingsException missing(String key) {
    return fault(place, "'" + path + key + "' is missing");
  }

  private SettingsException fault(Place at, String message) {
    return new SettingsException(file + ":" + at.line() + ":" + at.column() + ": " + message);
  }
}
