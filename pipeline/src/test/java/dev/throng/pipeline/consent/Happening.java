package dev.throng.pipeline.consent;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event, with all of it that consent asks for.
 *
 * @param code its product's code, by which it is found again among the stored rows
 * @param time milliseconds since 1970
 * @param type as in {@code event_type}
 * @param ids at most one of each type
 * @param categories the event's own words: purpose, and whether it is granted
 * @param signals foreign signals
 * @param gpc Sec-GPC
 * @param minor {@code user.minor}
 * @param health {@code dispute.health_data}
 * @param explicit {@code dispute.explicit_consent}
 * @param version of the policy that the event's own words were given to, or null
 * @param residence a country's code, or null where nobody knows
 */
record Happening(
    String code,
    long time,
    String type,
    List<Id> ids,
    Map<String, Boolean> categories,
    List<Signal> signals,
    boolean gpc,
    boolean minor,
    boolean health,
    boolean explicit,
    @Nullable String version,
    @Nullable String residence) {}
