package dev.throng.pipeline.generate;

/** What dice are thrown for; each has throws of its own. A new one goes to the end. */
final class Room {
  static final int PLAN = 1;
  static final int PERSON = 2;
  static final int HOME = 3;
  static final int BROWSER = 4;
  static final int ACCOUNT = 5;
  static final int NETWORK = 6;
  static final int CONSENT = 7;
  static final int EVENT = 8;
  static final int PRODUCT = 9;
  static final int FACT = 10;

  private Room() {}
}
