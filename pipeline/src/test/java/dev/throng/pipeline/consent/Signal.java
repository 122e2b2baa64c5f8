package dev.throng.pipeline.consent;

import java.util.Set;

/**
 * A foreign signal that an event carries, with what it is known to mean by how it was made.
 *
 * @param field its name below {@code consent}
 * @param text the signal itself
 * @param grants purposes that it grants
 * @param refuses purposes that it refuses
 */
record Signal(String field, String text, Set<String> grants, Set<String> refuses) {}
