package dev.throng.transforms.pseudonymize.agent;

/** The classes of devices, a closed vocabulary that reports group by. */
public enum DeviceClass {
  DESKTOP("desktop"),
  PHONE("phone"),
  TABLET("tablet"),
  TV("tv"),
  CONSOLE("console"),
  WATCH("watch"),
  CAR("car"),
  /** A program, whatever device it pretends to be. */
  ROBOT("robot"),
  /** A device that is known and in no other class: a reader of books, a headset. */
  OTHER("other");

  private final String word;

  DeviceClass(String word) {
    this.word = word;
  }

  /** How it is written, lower case. */
  public String word() {
    return word;
  }
}
