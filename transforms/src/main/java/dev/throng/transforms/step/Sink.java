package dev.throng.transforms.step;

/**
 * Where a step puts what became of its input: kept, dropped or rejected (law 3). Before that it may
 * warn, as often as it likes.
 */
public interface Sink<O> extends Warnings {

  /** The input lives on as {@code value}, which the sink must not hold on to. */
  void keep(O value);

  /** The input was understood and may not be used. */
  void drop(DropReason reason);

  /**
   * The input could not be used.
   *
   * @param field the field at fault by its path in the format, or "" where it is the whole record;
   *     never text from the record (law 5)
   */
  void reject(RejectReason reason, String field);

  /** Rejects the whole record. */
  default void reject(RejectReason reason) {
    reject(reason, "");
  }
}
