package dev.throng.pipeline.stream;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** What a job over topics should have published and has not, so that a wait in vain can say it. */
final class Missing {
  private final Map<String, String> all = new TreeMap<>();

  /** Whatever of {@code wanted} is not there. */
  Missing of(String what, Set<String> wanted, Set<String> there) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(there);
    if (!missing.isEmpty()) {
      all.put(what, "without " + missing);
    }
    return this;
  }

  /** What is there, if it is not what is wanted; looked at once nothing else is missing. */
  Missing unless(String what, Object wanted, Callable<?> there) throws Exception {
    if (isNothing()) {
      Object found = there.call();
      if (!wanted.equals(found)) {
        all.put(what, found + " instead of " + wanted);
      }
    }
    return this;
  }

  boolean isNothing() {
    return all.isEmpty();
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
