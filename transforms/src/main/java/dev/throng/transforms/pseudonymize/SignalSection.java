package dev.throng.transforms.pseudonymize;

import com.google.common.collect.ImmutableMap;
import dev.throng.transforms.settings.NearestWord;
import dev.throng.transforms.settings.Section;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.GoogleMapping;
import dev.throng.transforms.step.GoogleMapping.ConsentType;
import dev.throng.transforms.step.GppMapping;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.SignalMapping;
import dev.throng.transforms.step.TcfMapping;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads {@code signals} of a policy file: what foreign consent signals mean. A part that is left
 * out is as in the shipped policy file; in a part that is there, a purpose that is left out, or
 * mapped to nothing, is one that the signal cannot express.
 */
final class SignalSection {
  private static final String KEY = "signals";
  private static final String GPP = "gpp";
  private static final String WHERE_TOLD = "?";

  private SignalSection() {}

  /**
   * The mapping of a policy file.
   *
   * @throws SettingsException with file and line, where something is mistyped
   */
  static SignalMapping read(Section root) {
    Section shipped = Section.parse("policy.yaml", Policy.shippedText()).section(KEY).orElseThrow();
    Section own = root.section(KEY).orElse(shipped);
    Section shippedGpp = shipped.section(GPP).orElseThrow();
    Section ownGpp = own.section(GPP).orElse(shippedGpp);
    SignalMapping mapping =
        new SignalMapping(
            part("tcf", own, shipped, SignalSection::tcf),
            new GppMapping(
                part("tcf_canada", ownGpp, shippedGpp, SignalSection::tcf),
                part("us", ownGpp, shippedGpp, SignalSection::us)),
            part("google", own, shipped, SignalSection::google));
    ownGpp.end();
    own.end();
    return mapping;
  }

  private static <T> T part(String key, Section own, Section shipped, Function<Section, T> reader) {
    Section part = own.section(key).or(() -> shipped.section(key)).orElseThrow();
    T read = reader.apply(part);
    part.end();
    return read;
  }

  private static TcfMapping tcf(Section section) {
    ImmutableMap.Builder<Purpose, Integer> needed = ImmutableMap.builder();
    for (Purpose purpose : Purpose.values()) {
      int bits = 0;
      for (String word : distinct(section, purpose.label())) {
        bits |= TcfMapping.bit(tcfPurpose(section, purpose.label(), word));
      }
      if (bits != 0) {
        needed.put(purpose, bits);
      }
    }
    return new TcfMapping(needed.buildOrThrow());
  }

  private static int tcfPurpose(Section section, String key, String word) {
    int purpose = word.matches("[1-9]\\d?") ? Integer.parseInt(word) : 0;
    if (purpose < 1 || purpose > TcfMapping.PURPOSES) {
      throw section.fault(
          key,
          "must hold purposes of the TCF, 1 to %d, not '%s'".formatted(TcfMapping.PURPOSES, word));
    }
    return purpose;
  }

  /** Every choice must stand there: a refusal that nobody hears would let an event through. */
  private static ImmutableMap<GppMapping.UsChoice, Integer> us(Section section) {
    ImmutableMap.Builder<GppMapping.UsChoice, Integer> refused = ImmutableMap.builder();
    for (GppMapping.UsChoice choice : GppMapping.UsChoice.values()) {
      if (!section.has(choice.label())) {
        throw section.fault(choice.label(), "is missing; it may be []");
      }
      int bits = 0;
      for (String word : distinct(section, choice.label())) {
        bits |= known(section, choice.label(), word, Purpose.values(), Purpose::label).bit();
      }
      refused.put(choice, bits);
    }
    return refused.buildOrThrow();
  }

  private static GoogleMapping google(Section section) {
    ImmutableMap.Builder<Purpose, GoogleMapping.Needs> needed = ImmutableMap.builder();
    for (Purpose purpose : Purpose.values()) {
      String key = purpose.label();
      Set<ConsentType> always = EnumSet.noneOf(ConsentType.class);
      Set<ConsentType> whereTold = EnumSet.noneOf(ConsentType.class);
      for (String word : distinct(section, key)) {
        boolean optional = word.endsWith(WHERE_TOLD);
        String type = optional ? word.substring(0, word.length() - 1) : word;
        (optional ? whereTold : always)
            .add(known(section, key, type, ConsentType.values(), ConsentType::label));
      }
      if (always.isEmpty() && !whereTold.isEmpty()) {
        throw section.fault(key, "needs at least one type without a '?'");
      }
      if (!always.isEmpty()) {
        needed.put(purpose, new GoogleMapping.Needs(always, whereTold));
      }
    }
    return new GoogleMapping(needed.buildOrThrow());
  }

  private static Set<String> distinct(Section section, String key) {
    Set<String> distinct = new LinkedHashSet<>();
    for (String word : section.words(key)) {
      if (!distinct.add(word)) {
        throw section.fault(key, "names '" + word + "' twice");
      }
    }
    return distinct;
  }

  private static <T> T known(
      Section section, String key, String word, T[] all, Function<T, String> label) {
    for (T each : all) {
      if (label.apply(each).equals(word)) {
        return each;
      }
    }
    List<String> labels = Arrays.stream(all).map(label).toList();
    String nearest = NearestWord.to(word, labels);
    throw section.fault(
        key,
        "must be among "
            + String.join(", ", labels)
            + ", not '"
            + word
            + "'"
            + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
  }
}
