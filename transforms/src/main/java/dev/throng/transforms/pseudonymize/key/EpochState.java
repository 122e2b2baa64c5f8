package dev.throng.transforms.pseudonymize.key;

/** Whether the key of an epoch, or of a day, can make pseudonyms. */
public enum EpochState {
  /** Its key is there. */
  LIVE,
  /** Its key was destroyed, and is never made again: its events are dropped (P14). */
  DESTROYED,
  /** Its key was never made: the time lies outside the limits that the launcher made keys for. */
  MISSING
}
