package dev.throng.transforms.aggregate;

/** What must hold of a group besides its number of people, before a row is about it alone. */
abstract class Condition extends Tally {
  /** Whether it does, for what was added. */
  abstract boolean holds();

  @Override
  final String value() {
    throw new IllegalStateException("it is no measure");
  }
}
