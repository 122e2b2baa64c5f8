package dev.throng.transforms.step;

import com.google.common.collect.ImmutableMap;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;

/**
 * What sections of the IAB's Global Privacy Platform mean, but for the European one.
 *
 * @param canada purposes of the Canadian framework, by express consent
 * @param us what a choice in a section of the United States refuses, as bits of {@link Purpose}
 */
public record GppMapping(TcfMapping canada, ImmutableMap<UsChoice, Integer> us)
    implements Serializable {

  /** What people can say in sections of the United States. None of it is consent. */
  public enum UsChoice {
    /** No sale of personal data to anybody. */
    SALE,
    /** No sharing of it for advertising across contexts. */
    SHARING,
    /** No advertising by what they did elsewhere. */
    TARGETED_ADVERTISING,
    /** No use of it for anything but what it was collected for. */
    ADDITIONAL_PROCESSING,
    /** They are known to be children, whatever anybody consented to. */
    KNOWN_CHILD;

    /** The name in the policy file. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The purposes that a choice refuses. */
  public int refused(UsChoice choice) {
    return us.getOrDefault(choice, 0);
  }

  /** The purposes that these sections can express. */
  public int expressible() {
    int purposes = canada.expressible();
    for (Map.Entry<UsChoice, Integer> each : us.entrySet()) {
      purposes |= each.getValue();
    }
    return purposes;
  }
}
