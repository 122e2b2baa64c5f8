package dev.throng.pipeline.consent;

import dev.throng.pipeline.consent.ConsentSite.How;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One way to run the pipeline over circles, and to hold it against the naive reading.
 *
 * @param folder how the input lies in files
 */
record Trial(ConsentSite site, Setting setting, String join, How how, InputFolder folder) {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final long SPLIT = 4 << 20;

  /** What the pipeline decides. */
  Decided run(List<Circle> circles) throws IOException {
    return Decided.byRun(out(circles, SPLIT));
  }

  /** The folder with what the pipeline wrote. */
  Path out(List<Circle> circles, long splitBytes) throws IOException {
    String name = "run-" + NAMES.getAndIncrement();
    Files.createDirectories(site.folder().resolve(name));
    folder.events(site.events(name), circles);
    folder.ledger(site.ledger(name), circles);
    return site.run(new ConsentSite.Run(name, setting, join, how, splitBytes));
  }

  /** Nothing if both agree; else the smallest circle over which they do not, and how. */
  @Nullable String disagreement(List<Circle> circles, Decided expected) throws IOException {
    return expected.equals(run(circles)) ? null : new Smallest(this).report(circles);
  }

  boolean disagrees(List<Circle> circles) throws IOException {
    return !Decided.byReading(setting, circles).equals(run(circles));
  }
}
