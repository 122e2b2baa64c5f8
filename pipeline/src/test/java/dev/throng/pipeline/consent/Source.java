package dev.throng.pipeline.consent;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one source says of one event. */
final class Source {
  static final List<String> PURPOSES =
      List.of("statistical", "personalisation", "marketing", "share_with_sellers", "research");

  final Set<String> grants = new TreeSet<>();
  final Set<String> refusals = new TreeSet<>();
  final Set<String> reasons = new TreeSet<>();

  void grant(String purpose) {
    grants.add(purpose);
  }

  void refuse(String purpose, String reason) {
    refusals.add(purpose);
    reasons.add(reason);
  }

  void refuseTheEvent(String reason) {
    refusals.addAll(PURPOSES);
    reasons.add(reason);
  }

  boolean saysSomethingOn(String purpose) {
    return grants.contains(purpose) || refusals.contains(purpose);
  }
}
