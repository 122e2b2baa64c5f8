package dev.throng.transforms.step;

import java.util.function.Consumer;

/**
 * Takes what is kept and forgets the rest, for whoever reads records that are read again: what
 * becomes of them is counted then.
 *
 * @param taker takes each value, which it must not hold on to where its step uses it again
 */
public record KeptOnly<O>(Consumer<? super O> taker) implements Sink<O> {
  @Override
  public void keep(O value) {
    taker.accept(value);
  }

  @Override
  public void drop(DropReason reason) {}

  @Override
  public void reject(RejectReason reason, String field) {}

  @Override
  public void warn(Warning warning) {}
}
