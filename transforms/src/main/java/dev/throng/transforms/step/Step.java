package dev.throng.transforms.step;

/**
 * One stage of the journey, or several in a row: takes one noun and gives the next.
 *
 * <p>A step is made on the worker, belongs to one thread, and gives its sink exactly one outcome
 * for each input (law 3). It is tested without Beam; Beam only carries it.
 *
 * @param <I> the noun that it takes
 * @param <O> the noun that it gives
 */
@FunctionalInterface
public interface Step<I, O> {

  /** Treats one input and tells the sink what became of it. */
  void apply(I input, Sink<? super O> sink);

  /** This step and, for what it keeps, another one behind it. */
  default <P> Step<I, P> then(Step<? super O, P> next) {
    Relay<O, P> relay = new Relay<>(next);
    return (input, sink) -> {
      relay.behind = sink;
      apply(input, relay);
    };
  }

  /** A sink that gives what it keeps to this step, and everything else to whoever is behind it. */
  default Sink<I> into(Sink<? super O> behind) {
    Relay<I, O> relay = new Relay<>(this);
    relay.behind = behind;
    return relay;
  }

  /** Hands what one step keeps to the next, and everything else to whoever stands behind both. */
  final class Relay<O, P> implements Sink<O> {
    private final Step<? super O, P> next;
    private Sink<? super P> behind;

    private Relay(Step<? super O, P> next) {
      this.next = next;
    }

    @Override
    public void keep(O value) {
      next.apply(value, behind);
    }

    @Override
    public void drop(DropReason reason) {
      behind.drop(reason);
    }

    @Override
    public void reject(RejectReason reason, String field) {
      behind.reject(reason, field);
    }

    @Override
    public void warn(Warning warning) {
      behind.warn(warning);
    }
  }
}
