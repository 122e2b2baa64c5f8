package dev.throng.pipeline.generate;

import java.util.Arrays;

/**
 * A stretch of events in the order of their times: some visits that begin in it. A visit lies in
 * one block whole, so any block can be made without those before it.
 */
final class Block {
  /** How many events a block has. */
  static final int EVENTS = 256;

  private static final int INDEX_BITS = 8;
  private static final int LONGEST = 15;
  private final long seed;
  private final int pace;
  private final Visitor visitor;
  private final Details details;
  private final Dice plan = new Dice();
  private final Dice dice = new Dice();
  private final Bytes contexts = new Bytes();
  private final long[] order = new long[EVENTS];
  private final int[] visit = new int[EVENTS];
  private final int[] step = new int[EVENTS];
  private final Happening[] what = new Happening[EVENTS];
  private final int[] starts = new int[EVENTS + 1];
  private final String[] currencies = new String[EVENTS];
  private final boolean[] millis = new boolean[EVENTS];
  private long number;

  Block(long seed, long people, int pace, Ids ids) {
    this.seed = seed;
    this.pace = pace;
    this.visitor = new Visitor(seed, people, ids);
    this.details = new Details(seed);
  }

  /**
   * Plans a block.
   *
   * @param block which, counted from 0
   * @param from the first millisecond in which a visit may begin
   * @param until the first in which none may
   * @param end the first millisecond in which no event may lie
   */
  void plan(long block, long from, long until, long end) {
    number = block;
    contexts.clear();
    plan.restart(seed, Room.PLAN, block);
    long window = Math.max(1, until - from);
    int visits = 0;
    for (int event = 0; event < EVENTS; visits++) {
      Errand errand = Errand.any(plan);
      int length = length(errand);
      long time = from + (long) (window * plan.unit());
      for (int i = 0; i < length && event < EVENTS; i++, event++) {
        visit[event] = visits;
        step[event] = i;
        what[event] = errand.at(i, plan);
        order[event] = (Math.min(time, end - 1) << INDEX_BITS) | event;
        time += (1500 + plan.popular(plan.permille(5) ? 7_200_000 : 180_000)) / pace;
      }
      starts[visits] = contexts.length();
      currencies[visits] = visitor.write(plan, contexts);
      millis[visits] = plan.permille(60);
      starts[visits + 1] = contexts.length();
    }
    Arrays.sort(order);
  }

  /** Every fourth visit ends where it began. */
  private int length(Errand errand) {
    return plan.permille(250) ? 1 : errand.least() + (int) plan.popular(LONGEST);
  }

  /** Adds one event, a line, by its place in the block: from 0 up to {@link #EVENTS}. */
  void write(int place, Bytes out) {
    int event = (int) order[place] & (EVENTS - 1);
    long time = order[place] >> INDEX_BITS;
    int of = visit[event];
    dice.restart(seed, Room.EVENT, number * EVENTS + event);
    out.ascii("{\"event_id\":\"").uuid(dice.bits(), dice.bits()).ascii(what[event].json());
    if (millis[of]) {
      out.number(time);
    } else {
      out.ascii("\"").instant(time).ascii("\"");
    }
    out.part(contexts, starts[of], starts[of + 1]);
    long visitNumber = number * EVENTS + of;
    details.write(what[event], dice, visitNumber, step[event], currencies[of], out);
    out.ascii("}\n");
  }
}
