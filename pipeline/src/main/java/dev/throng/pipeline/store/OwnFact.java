package dev.throng.pipeline.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.consent.ledger.JoinBits;
import dev.throng.transforms.step.IdType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact that Throng itself writes. It names its subject by the join pseudonym, never by the id.
 *
 * @param type what kind of id it is about
 * @param subject whom it is about
 * @param purpose a purpose's name or {@code *}; null where the state is no word
 * @param state what it says
 * @param effectiveAt since when
 * @param recordedAt when it was written down
 * @param policyVersion to which version of the policy it was said, or null
 * @param source where it comes from, in words without personal data, or null
 */
public record OwnFact(
    IdType type,
    JoinKey subject,
    @Nullable String purpose,
    FactState state,
    Instant effectiveAt,
    Instant recordedAt,
    @Nullable String policyVersion,
    @Nullable String source) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public OwnFact {
    if (state.isWord() == (purpose == null)) {
      throw new IllegalArgumentException("a word has a purpose, and nothing else has");
    }
  }

  /** The line of a ledger that says it. */
  public String line() {
    ObjectNode line = JSON.createObjectNode();
    line.putObject("subject").put("type", type.label()).put("join", JoinBits.text(subject));
    putUnlessNull(line, "purpose", purpose);
    line.put("state", state.label());
    line.put("effective_at", effectiveAt.toString());
    line.put("recorded_at", recordedAt.toString());
    putUnlessNull(line, "policy_version", policyVersion);
    putUnlessNull(line, "source", source);
    return line.toString();
  }

  private static void putUnlessNull(ObjectNode line, String name, @Nullable String value) {
    if (value != null) {
      line.put(name, value);
    }
  }
}
