package dev.throng.pipeline.stream;

import dev.throng.pipeline.OperationMetrics;
import dev.throng.pipeline.WindowRelease;
import dev.throng.pipeline.WindowReleases;
import dev.throng.pipeline.job.Research;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.publish.PlacedTables;
import dev.throng.pipeline.publish.WrittenFile;
import dev.throng.pipeline.read.NounCoder;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.transforms.aggregate.Groups;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.aggregate.SessionWindows;
import dev.throng.transforms.consent.waiting.Slots;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Adds up one window of one report, and releases it once: when the watermark has passed its end,
 * the grace, and a slot. What comes then is late, and is counted. Written again after a crash, the
 * window says the same.
 */
final class ReleaseWhenClosed extends DoFn<KV<KV<String, Long>, Aggregate>, KV<Long, Counts>> {
  private static final long serialVersionUID = 1;

  @StateId("groups")
  private final StateSpec<MapState<String, Aggregate>> groupsState =
      StateSpecs.map(StringUtf8Coder.of(), NounCoder.of(Aggregate.class));

  @StateId("closed")
  private final StateSpec<ValueState<Boolean>> closedState = StateSpecs.value(BooleanCoder.of());

  /** When nothing can come for the window any more, by the clock on the wall. */
  @TimerId("forget")
  private final TimerSpec forgetTimer = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("close")
  private final TimerSpec closeTimer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final WorkerSettings settings;
  private final Reach reach;
  private final Map<String, Report> reports = new HashMap<>();
  private final Slots slots;
  private transient @Nullable WindowReleases releases;
  private transient @Nullable Sinks sinks;

  ReleaseWhenClosed(WorkerSettings settings, Reach reach) {
    this.settings = settings;
    this.reach = reach;
    this.slots = StreamFlow.slots(settings.job());
    settings.job().reports().forEach(report -> reports.put(report.name(), report));
    Research research = settings.job().outputs().research();
    if (research != null) {
      reports.put(Research.NAME, research.report());
    }
  }

  /** Makes what the worker needs. */
  @Setup
  public void open() {
    releases = new WindowReleases(settings);
    sinks = new Sinks(settings);
  }

  @ProcessElement
  public void add(
      @Element KV<KV<String, Long>, Aggregate> element,
      @StateId("groups") MapState<String, Aggregate> groups,
      @StateId("closed") ValueState<Boolean> closed,
      @TimerId("close") Timer close,
      OutputReceiver<KV<Long, Counts>> counts) {
    Aggregate aggregate = element.getValue();
    String name = aggregate.getReport();
    if (Boolean.TRUE.equals(closed.read())) {
      if (aggregate.getEvents() > 0) {
        counts.output(KV.of(aggregate.getWindowStart(), late(name, aggregate.getEvents())));
      }
      return;
    }
    Report report = Objects.requireNonNull(reports.get(name), "a report of the job");
    String group = String.join("\0", aggregate.getGroup());
    Aggregate known = groups.get(group).read();
    groups.put(group, known == null ? aggregate : sum(report, known, aggregate));
    long sessions = report.countsSessions() ? SessionWindows.AFTER : 0;
    close.set(
        Instant.ofEpochMilli(slots.after(report.windowEnd(aggregate.getWindowStart()) + sessions)));
  }

  private static Aggregate sum(Report report, Aggregate one, Aggregate other) {
    Groups both = new Groups(report);
    both.add(one);
    both.add(other);
    return both.groups().get(0).aggregate();
  }

  /** Events that came too late for a report. */
  static Counts late(String report, long events) {
    return warned(OperationMetrics.LATE + report, events);
  }

  /** Something to be said, among the warnings of an hour. */
  static Counts warned(String what, long times) {
    TreeMap<String, Long> warnings = new TreeMap<>(Map.of(what, times));
    return new Counts(0, 0, new TreeMap<>(), new TreeMap<>(), warnings);
  }

  /** Releases the window. */
  @OnTimer("close")
  public void release(
      @Key KV<String, Long> window,
      @StateId("groups") MapState<String, Aggregate> groups,
      @StateId("closed") ValueState<Boolean> closed,
      @TimerId("forget") Timer forget)
      throws IOException {
    WindowRelease release =
        Objects.requireNonNull(releases, "the step is not set up")
            .of(window.getKey(), window.getValue());
    for (Map.Entry<String, Aggregate> group : groups.entries().read()) {
      release.add(group.getValue());
    }
    if (window.getKey().equals(Research.NAME)) {
      for (WrittenFile file : release.write().files()) {
        PlacedTables.place(settings.staging(), file);
      }
    } else {
      Objects.requireNonNull(sinks, "the step is not set up").write(release.table());
    }
    groups.clear();
    closed.write(true);
    Report report = Objects.requireNonNull(reports.get(window.getKey()), "a report of the job");
    // F18: it must not hold the watermark.
    reach
        .left(report.windowEnd(window.getValue()))
        .ifPresent(left -> forget.offset(left).withNoOutputTimestamp().setRelative());
  }

  /** Forgets that the window was released: events of it are not taken any more. */
  @OnTimer("forget")
  public void forget(@StateId("closed") ValueState<Boolean> closed) {
    closed.clear();
  }

  /** Lets go of the places. */
  @Teardown
  public void close() throws IOException {
    if (sinks != null) {
      sinks.close();
    }
  }
}
