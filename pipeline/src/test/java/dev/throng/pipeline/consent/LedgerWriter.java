package dev.throng.pipeline.consent;

import dev.throng.pipeline.consent.LedgerLine.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes facts as lines of a ledger, names in any order and other names among them. */
final class LedgerWriter {
  private static final List<String> OTHERS =
      List.of("{\"subject\":{\"id\":\"x\"}}", "[1,[{}]]", "null", "-0.5e3", "\"erased\"", "true");

  private final Random random;
  private final Spelling spelling;

  LedgerWriter(Random random) {
    this.random = random;
    this.spelling = new Spelling(random);
  }

  /** The line of a fact with a time. */
  LedgerLine clear(Said fact) {
    List<String> members = new ArrayList<>();
    members(fact).forEach((name, value) -> members.add(spelling.name(name) + value));
    while (random.nextInt(10) == 0) {
      members.add(spelling.name("note") + OTHERS.get(random.nextInt(OTHERS.size())));
    }
    Collections.shuffle(members, random);
    return new LedgerLine(Kind.CLEAR, bytes(object(members)), List.of(fact));
  }

  /** Names and their values. */
  Map<String, String> members(Said fact) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("subject", subject(fact.id()));
    put(members, "purpose", fact.purpose());
    members.put("state", spelling.text(fact.state()));
    members.put("effective_at", spelling.time(fact.effective()));
    @Nullable Long recorded = fact.recorded();
    if (recorded != null) {
      members.put("recorded_at", spelling.time(recorded));
    }
    put(members, "policy_version", fact.version());
    put(members, "source", random.nextBoolean() ? "centre" : null);
    return members;
  }

  private void put(Map<String, String> members, String name, @Nullable String text) {
    if (text != null) {
      members.put(name, spelling.text(text));
    }
  }

  String subject(Id id) {
    List<String> members = new ArrayList<>();
    members.add(spelling.name("type") + spelling.text(id.type()));
    members.add(spelling.name("id") + spelling.text(id.text()));
    if (random.nextInt(20) == 0) {
      members.add(spelling.name("note") + OTHERS.get(random.nextInt(OTHERS.size())));
    }
    Collections.shuffle(members, random);
    return object(members);
  }

  private String object(List<String> members) {
    String comma = random.nextInt(4) == 0 ? " , " : ",";
    return "{" + String.join(comma, members) + "}";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
