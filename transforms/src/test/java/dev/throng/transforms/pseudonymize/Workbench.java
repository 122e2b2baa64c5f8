package dev.throng.transforms.pseudonymize;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.signal.Signals;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Needs;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Visitor;
import dev.throng.transforms.pseudonymize.agent.AgentReader;
import dev.throng.transforms.pseudonymize.geo.CityList;
import dev.throng.transforms.pseudonymize.geo.GeoDatabase;
import dev.throng.transforms.pseudonymize.geo.Locator;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.pseudonymize.key.FixedKeys;
import dev.throng.transforms.pseudonymize.key.Oracle;
import dev.throng.transforms.pseudonymize.key.Pseudonyms;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A step over keys that are known: each is 32 times one byte, and what the step says as a text. */
final class Workbench implements Sink<PseudonymousEvent> {
  static final byte[] PERSON = FixedKeys.key(2);
  static final byte[] JUNE = FixedKeys.key(6);
  static final byte[] FIRST = FixedKeys.key(11);
  static final byte[] SECOND = FixedKeys.key(12);

  /** 2026-06-01T02:23:01.625Z. */
  static final long TIME = 1_780_280_581_625L;

  static final long NEXT_DAY = TIME + 86_400_000L;

  private final FixedKeys keys;
  private final Path folder;
  Policy policy = Policy.shipped();
  Visitor visitor = Visitor.NONE;
  int trustedHops = 0;
  Needs needs = Needs.ALL;
  private String said = "";
  final List<Warning> warnings = new ArrayList<>();
  private PseudonymousEvent kept = new PseudonymousEvent();

  Workbench(Path folder) throws Exception {
    this.folder = folder;
    keys = new FixedKeys(folder, Epoch.MONTH);
    keys.epoch("2026-06", 6).day("2026-06-01", 11).day("2026-06-02", 12);
  }

  /** Writes that a key was destroyed, as in {@code epoch/2026-06}. */
  Workbench destroyed(String key) throws Exception {
    Files.delete(folder.resolve("keys/" + key + ".key"));
    Files.writeString(folder.resolve("keys/" + key + ".destroyed"), "");
    return this;
  }

  Workbench policy(String from, String to) {
    policy = Policy.parse("my.yaml", Policy.shippedText().replace(from, to));
    return this;
  }

  Pseudonymize step() {
    PseudonymizeSettings settings =
        new PseudonymizeSettings(
            visitor,
            trustedHops,
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-07-01T00:00:00Z"),
            needs);
    return new Pseudonymize(
        policy,
        settings,
        Pseudonyms.open(keys.settings),
        new Locator(CityList.shipped(), GeoDatabase.embedded(), policy.smallestCity()),
        new AgentReader(),
        Signals.all(policy.signals(), policy.reconsentFrom()));
  }

  /** What a new step makes of the event, which it must keep. */
  PseudonymousEvent kept(IdentifiedEvent raw) {
    String outcome = said(raw);
    if (!outcome.equals("kept")) {
      throw new AssertionError(outcome);
    }
    return kept;
  }

  /** What was kept last. */
  PseudonymousEvent last() {
    return kept;
  }

  /** What becomes of the event. */
  String said(IdentifiedEvent raw) {
    return said(step(), raw);
  }

  String said(Pseudonymize step, IdentifiedEvent raw) {
    said = "";
    warnings.clear();
    step.apply(raw, this);
    return said;
  }

  static IdentifiedEvent event(String type) {
    IdentifiedEvent raw = new IdentifiedEvent();
    raw.setEventType(type);
    raw.setEventTime(TIME);
    return raw;
  }

  static String june(String domain, String id) throws Exception {
    return Oracle.pseudonym("2026-06", JUNE, domain, id);
  }

  static long person(String domain, String id) throws Exception {
    return Oracle.hash(PERSON, domain, id);
  }

  @Override
  public void keep(PseudonymousEvent value) {
    said += "kept";
    kept = PseudonymousEvent.newBuilder(value).build();
  }

  @Override
  public void drop(DropReason reason) {
    said += "dropped " + reason.label();
  }

  @Override
  public void warn(Warning warning) {
    warnings.add(warning);
  }

  @Override
  public void reject(RejectReason reason, String field) {
    said += "rejected " + reason.label() + " " + field;
  }
}
