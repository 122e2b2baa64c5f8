package dev.throng.transforms.pseudonymize.agent;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a user agent. Null is unknown. It holds no text of the agent that is not in a
 * vocabulary, but it is not promised that many people share one.
 *
 * @param browser family, as the rules of uap-core spell it: {@code Chrome Mobile}, {@code Safari}
 * @param browserVersion major version, 1 to 4 digits without leading zeros, only with a browser
 * @param os family, as the rules of uap-core spell it: {@code Windows}, {@code Mac OS X}
 * @param osVersion major version, 1 to 4 digits without leading zeros, only with an operating
 *     system; null where the version is a name, as in Windows XP
 * @param deviceClass the word of a {@link DeviceClass}
 * @param robot whether it is a program that nobody sits in front of, by its own word
 */
public record Agent(
    @Nullable String browser,
    @Nullable String browserVersion,
    @Nullable String os,
    @Nullable String osVersion,
    @Nullable String deviceClass,
    boolean robot) {

  /** No agent, or one of which nothing is known. */
  public static final Agent UNKNOWN = new Agent(null, null, null, null, null, false);
}
