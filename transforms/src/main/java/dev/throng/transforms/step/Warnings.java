package dev.throng.transforms.step;

/** Where warnings go. */
@FunctionalInterface
public interface Warnings {

  /** Counts a warning about the record at hand, whose outcome it does not change. */
  void warn(Warning warning);
}
