package dev.throng.pipeline.consent;

import dev.throng.pipeline.consent.LedgerLine.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Lines of a ledger of which not all can be read, and what they are worth nevertheless. */
final class DamagedLines {
  private static final List<String> WORDS = List.of("granted", "denied", "withdrawn", "objected");
  private static final List<String> TIMES =
      List.of("\"yesterday\"", "\"2026-06-01T00:00:00\"", "true", "\"\"", "{}", "1e99", "[5]");
  private static final List<String> TAILS = List.of(" x", "{}", ",", "]", "\"", "}", " 5");

  private final Random random;
  private final LedgerWriter writer;

  DamagedLines(Random random, LedgerWriter writer) {
    this.random = random;
    this.writer = writer;
  }

  /** A line with the subject and, perhaps, the state of a fact. */
  LedgerLine unclear(Said fact) {
    Map<String, String> members = writer.members(fact);
    boolean word = WORDS.contains(fact.state());
    switch (random.nextInt(10)) {
      case 0 -> members.remove("effective_at");
      case 1 -> members.put("effective_at", pick(TIMES));
      case 2 -> members.put("recorded_at", pick(TIMES));
      case 3 -> {
        return unreadableState(fact.id(), members);
      }
      case 4 -> {
        if (word) {
          members.remove("purpose");
        } else {
          members.put("policy_version", "7");
        }
      }
      case 5 -> {
        if (word) {
          members.put("purpose", pick(List.of("\"everything\"", "5", "null", "[\"*\"]", "\"\"")));
        } else {
          members.put("recorded_at", pick(TIMES));
        }
      }
      case 6 -> {
        return twice(fact, members);
      }
      case 7 -> {
        return line(fact.id(), fact.state(), text(members) + pick(TAILS));
      }
      case 8 -> {
        return unclosed(fact, members);
      }
      default -> {
        return cut(fact, members);
      }
    }
    return line(fact.id(), fact.state(), text(members));
  }

  private LedgerLine unreadableState(Id id, Map<String, String> members) {
    if (random.nextBoolean()) {
      members.remove("state");
    } else {
      members.put("state", pick(List.of("\"allowed\"", "null", "5", "[\"minor\"]", "\"\"")));
    }
    return line(id, "", text(members));
  }

  /** A known name twice, but for the subject and a state that means more than a denial. */
  private LedgerLine twice(Said fact, Map<String, String> members) {
    List<String> names = new ArrayList<>(members.keySet());
    names.removeAll(List.of("subject", "source"));
    if (!WORDS.contains(fact.state())) {
      names.remove("state");
    }
    String name = pick(names);
    String again = ",\"" + name + "\":" + members.get(name) + "}";
    String text = text(members);
    return line(fact.id(), fact.state(), text.substring(0, text.length() - 1) + again);
  }

  /** Subject and state, and behind them what is no JSON. */
  private LedgerLine unclosed(Said fact, Map<String, String> members) {
    String text = "{\"subject\":" + members.get("subject") + ",\"state\":" + members.get("state");
    return line(
        fact.id(),
        fact.state(),
        text + pick(List.of(",]}", ":1}", " \"purpose\":\"*\"}", ",'a':1}")));
  }

  /** Breaks off behind the subject. */
  private LedgerLine cut(Said fact, Map<String, String> members) {
    String text = text(members);
    int afterSubject = text.indexOf(members.get("subject")) + members.get("subject").length();
    String state = "\"state\":" + members.get("state");
    int afterState = text.indexOf(state) + state.length();
    int end = afterSubject + random.nextInt(text.length() - afterSubject);
    return line(fact.id(), end >= afterState ? fact.state() : "", text.substring(0, end));
  }

  private static String text(Map<String, String> members) {
    StringBuilder text = new StringBuilder();
    members.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "{" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
    return text.append('}').toString();
  }

  private static LedgerLine line(Id id, String state, String text) {
    List<Said> worth = new ArrayList<>();
    worth.add(new Said(id, "*", "denied", Said.SINCE_EVER, null, null));
    if (state.equals("minor") || state.equals("restricted")) {
      worth.add(new Said(id, null, state, Said.SINCE_EVER, null, null));
    } else if (state.equals("erased")) {
      worth.add(new Said(id, null, state, Said.FOR_ALL_TIME, null, null));
    }
    return new LedgerLine(Kind.UNCLEAR, LedgerWriter.bytes(text), worth);
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
