package dev.throng.pipeline.check;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Research;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.pseudonymize.LegalHold;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The page that a privacy officer signs (P27): what a job collects, what becomes of it, for which
 * purpose and on which basis, for how long, for whom, and what each report promises. It is one file
 * that needs nothing else, and the same for the same job but for the time at its end.
 */
public final class OfficerPage {
  private final Job job;
  private final List<FieldLineage> fields;
  private final List<String> promise;

  /**
   * A page.
   *
   * @param fields what becomes of every field
   * @param promise what all that third parties get may tell, in sentences; none where they get
   *     nothing
   */
  public OfficerPage(Job job, List<FieldLineage> fields, List<String> promise) {
    this.job = job;
    this.fields = List.copyOf(fields);
    this.promise = List.copyOf(promise);
  }

  /**
   * The page as HTML.
   *
   * @param file how the job file is called
   * @param version that of Throng
   * @param now when it was checked
   */
  public String html(String file, String version, Instant now) {
    String content = content(file, version);
    String digest = Hashing.sha256().hashString(content, StandardCharsets.UTF_8).toString();
    return new Html()
        .raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .raw(" style-src 'unsafe-inline'\">\n<title>")
        .raw(Html.escaped("What becomes of personal data: " + job.name()))
        .raw("</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n")
        .raw(content)
        .raw(signature(digest, now.truncatedTo(ChronoUnit.SECONDS)))
        .raw("</main>\n</body>\n</html>\n")
        .toString();
  }

  private static String style() {
    try {
      return Resources.toString(
          Resources.getResource(OfficerPage.class, "officer.css"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String content(String file, String version) {
    Html page = new Html();
    page.raw("<h1>" + Html.escaped("What becomes of personal data: " + job.name()) + "</h1>\n");
    page.paragraph(
        "By the job file "
            + file
            + ", version "
            + job.policy().version()
            + " of its policy, and Throng "
            + version
            + ".");
    source(page);
    purposes(page);
    recipients(page);
    reports(page);
    research(page);
    if (!promise.isEmpty()) {
      page.heading("third-parties", "What third parties can learn of one person").list(promise);
    }
    kept(page);
    fields(page);
    return page.toString();
  }

  private void source(Html page) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("events", job.events().format().mapping().about()));
    rows.add(
        List.of(
            "read from",
            job.events().input() instanceof Input.Topic topic
                ? "the topic " + topic.topic()
                : String.join(", ", job.events().from())));
    rows.add(
        List.of(
            "pseudonyms",
            "keyed hashes; their keys are of one " + lower(job.keys().epoch()) + " each"));
    rows.add(
        List.of(
            "places", "never finer than a city of %,d people".formatted(job.geo().smallestCity())));
    rows.add(
        List.of(
            "addresses",
            job.policy().keepsNetwork()
                ? "truncated in memory; the truncated one stands in stored events"
                : "truncated in memory, and then dropped"));
    rows.add(List.of("consent", consent()));
    rows.add(List.of("where nobody said anything", defaults()));
    String since = job.policy().reconsentFrom();
    rows.add(
        List.of("policy versions", since == null ? "every one counts" : "those since " + since));
    page.heading("source", "What is read, and who may be counted");
    page.table("The source, and the rules for all of it.", List.of("of", "what"), rows);
  }

  private String consent() {
    boolean ledger =
        job.consent().ledger() instanceof Input.Topic || !job.consent().ledgerFiles().isEmpty();
    String heard = ledger ? "an event's own word, and a ledger" : "an event's own word";
    Decide decide = job.consent().decide();
    return heard
        + (decide instanceof Decide.AsOf asOf
            ? ", as of " + asOf.recordedBy()
            : decide.looksAhead()
                ? "; a refusal counts for earlier events, too"
                : "; what holds is what was said by the time of the event");
  }

  private String defaults() {
    Map<String, String> words = new TreeMap<>();
    int elsewhere = job.consent().defaults().granted("ZZ");
    for (String country : Locale.getISOCountries()) {
      int granted = job.consent().defaults().granted(country);
      if (granted != elsewhere) {
        words.put(country, words(granted));
      }
    }
    String all = words.isEmpty() ? "everywhere: " : "elsewhere: ";
    words.put("~", all + words(elsewhere));
    return words.entrySet().stream()
        .map(
            each ->
                each.getKey().equals("~")
                    ? each.getValue()
                    : each.getKey() + ": " + each.getValue())
        .collect(Collectors.joining("; "));
  }

  private static String words(int granted) {
    return granted == 0
        ? "nothing is allowed"
        : String.join(", ", Purpose.labels(granted)) + " allowed";
  }

  private void purposes(Html page) {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<Purpose, String> each : job.policy().bases().entrySet()) {
      List<String> served = new ArrayList<>();
      all().stream()
          .filter(report -> report.purpose() == each.getKey())
          .forEach(report -> served.add(report.name()));
      rows.add(List.of(each.getKey().label(), each.getValue(), String.join(", ", served)));
    }
    page.heading("purposes", "Purposes");
    page.table(
        "Each purpose, its legal basis, and what serves it.",
        List.of("purpose", "legal basis", "reports"),
        rows);
  }

  private void recipients(Html page) {
    Map<String, List<Report>> by = new TreeMap<>();
    all()
        .forEach(
            report ->
                by.computeIfAbsent(report.recipient(), name -> new ArrayList<>()).add(report));
    List<List<String>> rows = new ArrayList<>();
    by.forEach(
        (recipient, reports) ->
            rows.add(
                List.of(
                    recipient,
                    reports.stream()
                        .map(report -> report.audience().label())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                    reports.stream().map(Report::name).collect(Collectors.joining(", ")))));
    page.heading("recipients", "Recipients");
    page.table("Nobody else gets anything.", List.of("recipient", "audience", "gets"), rows);
  }

  private void reports(Html page) {
    List<List<String>> rows = new ArrayList<>();
    for (Report report : job.reports()) {
      String where =
          new TreeMap<>(report.where())
              .entrySet().stream()
                  .map(each -> each.getKey() + " is " + String.join(" or ", each.getValue()))
                  .collect(Collectors.joining(", "));
      rows.add(
          List.of(
              report.name(),
              report.purpose().label(),
              report.recipient(),
              String.join(", ", report.measures()),
              String.join(", ", report.dimensions()),
              where,
              span(report.window()),
              Guarantee.of(report)));
    }
    page.heading("reports", "Reports, and what each promises");
    page.table(
        "Each row of a report is about a group of people in a window of time.",
        List.of("report", "purpose", "recipient", "counts", "by", "where", "window", "guarantee"),
        rows);
  }

  private void research(Html page) {
    Research research = job.outputs().research();
    if (research != null) {
      page.heading("research", "The extract for research");
      page.list(ExtractPromise.sentences(research));
    }
  }

  private void kept(Html page) {
    List<List<String>> rows = new ArrayList<>();
    job.policy().retention().forEach((output, span) -> rows.add(List.of(output, span)));
    page.heading("kept", "For how long");
    page.table("What is written is kept so long.", List.of("what", "kept"), rows);
    List<List<String>> held = new ArrayList<>();
    for (LegalHold hold : job.policy().legalHolds()) {
      held.add(
          List.of(
              hold.name(),
              String.join(", ", new TreeSet<>(hold.eventTypes())),
              span(hold.keep()),
              hold.basis()));
    }
    if (!held.isEmpty()) {
      page.table(
          "Held by law, whoever objects; sealed apart.",
          List.of("hold", "events", "kept", "basis"),
          held);
    }
  }

  private void fields(Html page) {
    List<List<String>> rows = new ArrayList<>();
    for (FieldLineage field : fields) {
      rows.add(
          List.of(
              field.field(),
              field.sources().stream()
                  .filter(source -> !source.equals(field.field()))
                  .collect(Collectors.joining(", ")),
              field.privacy(),
              field.treatment(),
              String.join(", ", field.stored()),
              field.purposes().stream()
                  .map(use -> use.purpose() + " (" + use.basis() + ")")
                  .collect(Collectors.joining(", ")),
              field.reports().stream()
                  .map(use -> use.report() + " \u2192 " + use.recipient())
                  .collect(Collectors.joining(", ")),
              field.retention().stream()
                  .map(kept -> kept.output() + " " + kept.span())
                  .collect(Collectors.joining(", "))));
    }
    page.heading("fields", "Every field");
    page.table(
        "What becomes of each field that the source can have. What is not here is dropped and"
            + " counted.",
        List.of(
            "field",
            "from",
            "class",
            "treatment",
            "stored as",
            "purposes (basis)",
            "reports \u2192 recipient",
            "kept"),
        rows);
  }

  private List<Report> all() {
    List<Report> all = new ArrayList<>(job.reports());
    Research research = job.outputs().research();
    if (research != null) {
      all.add(research.report());
    }
    return all;
  }

  private static String signature(String digest, Instant now) {
    return new Html()
        .raw("<section id=\"signature\">\n")
        .heading("signed", "Signed")
        .paragraph(
            "Checked at " + now + ". SHA-256 of all above, which the same job has again: " + digest)
        .raw("<dl>\n")
        .raw("<dt>Name and role</dt><dd></dd>\n")
        .raw("<dt>Place and date</dt><dd></dd>\n")
        .raw("<dt>Signature</dt><dd></dd>\n")
        .raw("</dl>\n</section>\n")
        .toString();
  }

  private static String span(Duration span) {
    return span.equals(Duration.ofDays(span.toDays()))
        ? span.toDays() + (span.toDays() == 1 ? " day" : " days")
        : span.toMinutes() + (span.toMinutes() == 1 ? " minute" : " minutes");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
