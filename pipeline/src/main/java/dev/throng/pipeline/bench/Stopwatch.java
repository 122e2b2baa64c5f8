package dev.throng.pipeline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Times a piece of work: on the wall, and on all processors by this process, in nanoseconds. */
record Stopwatch(long wall, long cpu) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Work that may fail. */
  interface Work {
    void run() throws Exception;
  }

  /** On a heap without what others left behind, which whoever comes next would pay for. */
  static Stopwatch time(Work work) throws Exception {
    System.gc();
    long wall = System.nanoTime();
    long cpu = SYSTEM.getProcessCpuTime();
    work.run();
    return new Stopwatch(System.nanoTime() - wall, SYSTEM.getProcessCpuTime() - cpu);
  }

  /** This without what {@code startup} took, as a figure. */
  Figure figure(long events, Stopwatch startup) {
    return Figure.of(events, Math.max(1, wall - startup.wall), Math.max(1, cpu - startup.cpu));
  }
}
