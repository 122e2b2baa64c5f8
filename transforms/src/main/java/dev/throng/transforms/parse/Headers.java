package dev.throng.transforms.parse;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What stands beside the value of a record of a topic, by names that may come again. */
@FunctionalInterface
public interface Headers {

  /** None. */
  Headers NONE = each -> {};

  /** Hands on each name with its value, in their order; a value may be null. */
  void each(BiConsumer<String, byte @Nullable []> each);
}
