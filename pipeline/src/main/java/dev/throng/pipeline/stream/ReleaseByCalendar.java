package dev.throng.pipeline.stream;

import dev.throng.pipeline.WindowRelease;
import dev.throng.pipeline.WindowReleases;
import dev.throng.pipeline.job.NoisyReports;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.read.NounCoder;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.aggregate.SessionWindows;
import dev.throng.transforms.consent.waiting.Slots;
import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.lattice.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
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
 * Adds up the windows of one noised report and releases one after the other when it closes, with
 * events or without: a window that is missing would tell that nobody did anything.
 */
final class ReleaseByCalendar extends DoFn<KV<String, Aggregate>, KV<Long, Counts>> {
  private static final long serialVersionUID = 1;

  /** Groups, by window and values. */
  @StateId("groups")
  private final StateSpec<MapState<KV<Long, String>, Aggregate>> groupsState =
      StateSpecs.map(
          KvCoder.of(BigEndianLongCoder.of(), StringUtf8Coder.of()), NounCoder.of(Aggregate.class));

  /** The first instant of the window that is released next. */
  @StateId("next")
  private final StateSpec<ValueState<Long>> nextState = StateSpecs.value(VarLongCoder.of());

  @TimerId("close")
  private final TimerSpec closeTimer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final WorkerSettings settings;
  private final Map<String, Report> reports = new HashMap<>();
  private final Slots slots;
  private transient @Nullable WindowReleases releases;
  private transient @Nullable ThirdParties thirdParties;

  ReleaseByCalendar(WorkerSettings settings) {
    this.settings = settings;
    this.slots = StreamFlow.slots(settings.job());
    settings.job().reports().forEach(report -> reports.put(report.name(), report));
  }

  /** Makes what the worker needs. */
  @Setup
  public void open() {
    releases = new WindowReleases(settings);
    thirdParties = new ThirdParties(settings);
  }

  @ProcessElement
  public void add(
      @Element KV<String, Aggregate> element,
      @StateId("groups") MapState<KV<Long, String>, Aggregate> groups,
      @StateId("next") ValueState<Long> next,
      @TimerId("close") Timer close,
      OutputReceiver<KV<Long, Counts>> counts) {
    Report report = report(element.getKey());
    Long first = next.read();
    if (first == null) {
      first = settings.calendar().first(report);
      next.write(first);
      arm(report, first, close);
    }
    BoundedGroup group = BoundedGroup.of(element.getValue());
    long window = group.windowStart();
    if (window < first) {
      if (!group.group().contains(Level.ALL) && group.people() > 0) {
        counts.output(KV.of(window, ReleaseWhenClosed.late(report.name(), group.people())));
      }
      return;
    }
    KV<Long, String> key = KV.of(window, String.join("\0", group.group()));
    Aggregate known = groups.get(key).read();
    groups.put(
        key,
        known == null
            ? element.getValue()
            : BoundedGroup.of(known).plus(group).aggregate(NoisyReports.of(report).bounds()));
  }

  /** Releases the next window. */
  @OnTimer("close")
  public void release(
      OnTimerContext context,
      @Key String name,
      @StateId("groups") MapState<KV<Long, String>, Aggregate> groups,
      @StateId("next") ValueState<Long> next,
      @TimerId("close") Timer close,
      OutputReceiver<KV<Long, Counts>> counts)
      throws IOException {
    Report report = report(name);
    long window = Objects.requireNonNull(next.read(), "the first window");
    Instant due = closes(report, window);
    if (context.fireTimestamp().isBefore(due)) {
      close.set(due);
      return;
    }
    if (report.windowEnd(window) > System.currentTimeMillis() + PeopleRows.HOUR) {
      // A job that is drained hears of the end of time, and no window of the future has closed.
      return;
    }
    WindowRelease release =
        Objects.requireNonNull(releases, "the step is not set up").of(name, window);
    for (Map.Entry<KV<Long, String>, Aggregate> each : groupsOf(groups, window)) {
      release.add(each.getValue());
      groups.remove(each.getKey());
    }
    Objects.requireNonNull(thirdParties, "the step is not set up")
        .release(report, window, release)
        .ifPresent(warned -> counts.output(KV.of(window, ReleaseWhenClosed.warned(warned, 1))));
    next.write(report.windowEnd(window));
    arm(report, report.windowEnd(window), close);
  }

  private static List<Map.Entry<KV<Long, String>, Aggregate>> groupsOf(
      MapState<KV<Long, String>, Aggregate> groups, long window) {
    List<Map.Entry<KV<Long, String>, Aggregate>> found = new ArrayList<>();
    groups
        .entries()
        .read()
        .forEach(
            each -> {
              if (each.getKey().getKey() == window) {
                found.add(each);
              }
            });
    return found;
  }

  private void arm(Report report, long window, Timer close) {
    if (settings.calendar().holds(report, window)) {
      close.set(closes(report, window));
    }
  }

  private Instant closes(Report report, long window) {
    long sessions = report.countsNoisedSessions() ? SessionWindows.AFTER : 0;
    return Instant.ofEpochMilli(slots.after(report.windowEnd(window) + sessions));
  }

  private Report report(String name) {
    return Objects.requireNonNull(reports.get(name), "a report of the job");
  }

  /** Lets go of the places. */
  @Teardown
  public void close() throws IOException {
    if (thirdParties != null) {
      thirdParties.close();
    }
  }
}
