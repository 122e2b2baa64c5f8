package dev.throng.schemas;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Law 2 for the nouns: a field without a classification fails the build. The build runs {@link
 * #main} on {@code src/main/avro}.
 */
public final class SchemaCheck {

  private SchemaCheck() {}

  /**
   * What is wrong with a noun, a sentence each; empty if nothing is. A noun is a record that says
   * where it {@code lives} (a {@link Reach}); every leaf field at any depth has a doc and a known
   * {@code privacy} class ({@link PrivacyClass}) whose reach is not shorter than the noun's.
   *
   * <p>It cannot know whether the class is the right one for what the field will hold.
   */
  public static List<String> faults(Schema noun) {
    if (noun.getType() != Schema.Type.RECORD) {
      return List.of("A noun is a record, not of type " + noun.getType().getName() + ".");
    }
    List<String> faults = new ArrayList<>();
    String lives = noun.getProp("lives");
    Reach reach =
        Reach.of(lives == null ? "" : lives).filter(far -> far != Reach.NOWHERE).orElse(null);
    if (reach == null) {
      faults.add(noun.getName() + " does not say where it lives: memory, shuffle or stored.");
    }
    for (Leaves.Leaf leaf : Leaves.of(noun)) {
      String name = noun.getName() + "." + leaf.path();
      String label = leaf.field().getProp("privacy");
      PrivacyClass found = label == null ? null : PrivacyClass.of(label).orElse(null);
      if (leaf.field().doc() == null) {
        faults.add(name + " has no doc.");
      }
      if (label == null) {
        faults.add(name + " has no privacy class.");
      } else if (found == null) {
        faults.add(name + " has the unknown privacy class " + label + ".");
      } else if (reach != null && found.reach().compareTo(reach) < 0) {
        faults.add(name + " is " + label + ", which may not go as far as " + reach.label() + ".");
      }
    }
    return List.copyOf(faults);
  }

  /**
   * Checks the schemas in the folder that the one argument names.
   *
   * @throws IllegalStateException that lists the faults, if there are any
   */
  public static void main(String[] arguments) throws IOException {
    List<String> faults = new ArrayList<>();
    Collection<Schema> nouns = SchemaFiles.nouns(Path.of(arguments[0])).values();
    if (nouns.isEmpty()) {
      faults.add("There is no schema in " + arguments[0] + ".");
    }
    for (Schema noun : nouns) {
      faults.addAll(faults(noun));
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(String.join("\n", faults));
    }
  }
}
