package dev.throng.transforms.consent;

import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why each purpose of one event is allowed or refused, in words. It decides nothing: {@link
 * ConsentRule} does.
 */
public final class Explanation {
  private final ConsentRule rule;
  private final Map<String, Integer> words;
  private final @Nullable String residence;
  private final int all;

  /**
   * Explains what sources said together.
   *
   * @param words each source's {@link Word} by its name for people, the event's own among them
   * @param residence country, or null where it is unknown
   */
  public Explanation(ConsentRule rule, Map<String, Integer> words, @Nullable String residence) {
    this.rule = rule;
    this.words = words;
    this.residence = residence;
    int merged = Word.SILENCE;
    for (int word : words.values()) {
      merged |= word;
    }
    this.all = merged;
  }

  /** The purposes that the event may serve, as bits of {@link Purpose}. */
  public int purposes() {
    return rule.decide(all, residence);
  }

  /** The reason under which it is dropped; nothing where it is not. */
  public Optional<DropReason> reason() {
    return purposes() == 0 ? Optional.of(rule.reason(all, residence)) : Optional.empty();
  }

  /** Why a purpose is allowed or refused, as the end of a sentence. */
  public String of(Purpose purpose) {
    boolean allowed = (purposes() & purpose.bit()) != 0;
    List<String> because = new ArrayList<>();
    words.forEach(
        (source, word) -> {
          for (String said : allowed ? grants(word, purpose) : refusals(word, purpose)) {
            because.add(said + " by " + source);
          }
        });
    String country = residence == null ? "an unknown country" : residence;
    if (because.isEmpty()) {
      return allowed
          ? "allowed: nobody said anything, and the default for " + country + " is yes"
          : "refused: nobody granted it, and the default for " + country + " is no";
    }
    return (allowed ? "allowed: " : "refused: ") + String.join(", ", because);
  }

  private static List<String> grants(int word, Purpose purpose) {
    return (Word.grantedIn(word) & purpose.bit()) != 0 ? List.of("granted") : List.of();
  }

  private static List<String> refusals(int word, Purpose purpose) {
    List<String> said = new ArrayList<>();
    add(said, (word & Word.ERASED) != 0, "erased");
    add(said, (word & Word.MINOR) != 0, "of a minor");
    add(said, (word & Word.RESTRICTED) != 0, "restricted");
    add(said, (word & Word.SPECIAL_CATEGORY) != 0, "without explicit consent, and on health,");
    add(said, (Word.objectedIn(word) & purpose.bit()) != 0, "objected to");
    add(said, (Word.withdrawnIn(word) & purpose.bit()) != 0, "withdrawn");
    add(said, (Word.deniedIn(word) & purpose.bit()) != 0, "denied");
    boolean gpc = (word & Word.GPC) != 0 && (ConsentRule.GPC_REFUSES & purpose.bit()) != 0;
    add(said, gpc, "refused through Sec-GPC");
    add(
        said,
        (Word.outdatedIn(word) & purpose.bit()) != 0,
        "granted to a policy that no longer counts");
    return said;
  }

  private static void add(List<String> said, boolean is, String words) {
    if (is) {
      said.add(words);
    }
  }
}
