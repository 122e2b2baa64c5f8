package dev.throng.transforms.pseudonymize.agent;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How many cases come out as uap-core's maintainers expect. */
record Agreement(Rate browser, Rate browserMajor, Rate os, Rate osMajor, Rate robot) {

  /** So many of so many. */
  record Rate(int right, int all) {
    double percent() {
      return 100.0 * right / all;
    }
  }

  /** Reads every case, agent by agent, without hints. */
  static Agreement of(List<Cases.Case> cases) {
    AgentReader reader = new AgentReader();
    return new Agreement(
        rate(cases, "ua", c -> Objects.equals(read(reader, c).browser(), c.family())),
        rate(cases, "ua", c -> isMajor(read(reader, c).browserVersion(), c.major())),
        rate(cases, "os", c -> Objects.equals(read(reader, c).os(), c.family())),
        rate(cases, "os", c -> isMajor(read(reader, c).osVersion(), c.major())),
        rate(cases, "device", c -> read(reader, c).robot() == "Spider".equals(c.family())));
  }

  private static boolean isMajor(@Nullable String read, @Nullable String expected) {
    return Objects.equals(read == null ? "" : read, expected == null ? "" : expected);
  }

  private static Agent read(AgentReader reader, Cases.Case one) {
    return reader.read(one.agent(), null);
  }

  private static Rate rate(List<Cases.Case> cases, String suite, Predicate<Cases.Case> right) {
    int all = 0;
    int good = 0;
    for (Cases.Case one : cases) {
      if (one.suite().equals(suite)) {
        all++;
        good += right.test(one) ? 1 : 0;
      }
    }
    return new Rate(good, all);
  }
}
