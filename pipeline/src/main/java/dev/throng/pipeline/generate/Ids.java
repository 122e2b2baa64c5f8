package dev.throng.pipeline.generate;

/** Which ids the events of generated people have; robots have none. */
public enum Ids {
  /**
   * As it comes: a device's from a third of the browsers, a cookie's from four fifths, an account's
   * from half of the people, and so none, one, two or three.
   */
  SOME(32, 52, 80, 550),
  /** A device's. */
  ONE(100, 0, 0, 0),
  /** A device's, an account's, and that of a cookie that stays. */
  THREE(100, 100, 100, 1000);

  /** Of a hundred browsers, those whose events have a device's id. */
  final int devices;

  /** Those whose cookie stays. */
  final int lastingCookies;

  /** Those that have any cookie. */
  final int cookies;

  /** Of a thousand people, those with an account. */
  final int accounts;

  Ids(int devices, int lastingCookies, int cookies, int accounts) {
    this.devices = devices;
    this.lastingCookies = lastingCookies;
    this.cookies = cookies;
    this.accounts = accounts;
  }
}
