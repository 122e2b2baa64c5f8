package dev.throng.pipeline.consent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An event as a line of {@code throng-json}. */
final class EventLine {
  private final Happening event;
  private final Spelling spelling;

  private EventLine(Happening event, Random random) {
    this.event = event;
    this.spelling = new Spelling(random);
  }

  /** The same event gives the same line. */
  static String of(Happening event) {
    Random random = new Random(event.code().hashCode());
    EventLine line = new EventLine(event, random);
    List<String> sections = line.sections(random.nextInt(4) == 0);
    Collections.shuffle(sections, random);
    return "{" + String.join(",", sections) + "}";
  }

  private List<String> sections(boolean located) {
    List<String> sections = new ArrayList<>();
    sections.add(text("event_type", event.type()));
    sections.add(spelling.name("event_time") + spelling.time(event.time()));
    sections.add(section("commerce", List.of(text("product_id", event.code()))));
    sections.add(section("device", id("device", "id")));
    sections.add(section("cookie", id("cookie", "id")));
    List<String> user = new ArrayList<>(id("user", "id"));
    user.addAll(id("company", "company_id"));
    flag(user, "minor", event.minor());
    @Nullable String residence = event.residence();
    if (residence != null) {
      String country = text("country", residence);
      if (located) {
        sections.add(section("location", List.of(country)));
      } else {
        user.add(country);
      }
    }
    sections.add(section("user", user));
    List<String> dispute = new ArrayList<>();
    flag(dispute, "health_data", event.health());
    flag(dispute, "explicit_consent", event.explicit());
    sections.add(section("dispute", dispute));
    sections.add(section("consent", consent()));
    sections.removeIf(String::isEmpty);
    return sections;
  }

  private List<String> consent() {
    List<String> consent = new ArrayList<>();
    event.categories().forEach((purpose, granted) -> consent.add(spelling.name(purpose) + granted));
    event.signals().forEach(signal -> consent.add(text(signal.field(), signal.text())));
    flag(consent, "gpc", event.gpc());
    @Nullable String version = event.version();
    if (version != null) {
      consent.add(text("policy_version", version));
    }
    return consent;
  }

  private List<String> id(String type, String name) {
    return event.ids().stream()
        .filter(id -> id.type().equals(type))
        .map(id -> text(name, id.text()))
        .toList();
  }

  private void flag(List<String> section, String name, boolean flag) {
    if (flag || event.code().hashCode() % 5 == 0) {
      section.add(spelling.name(name) + flag);
    }
  }

  private String text(String name, String text) {
    return spelling.name(name) + spelling.text(text);
  }

  private String section(String name, List<String> members) {
    return members.isEmpty() ? "" : spelling.name(name) + "{" + String.join(",", members) + "}";
  }
}
