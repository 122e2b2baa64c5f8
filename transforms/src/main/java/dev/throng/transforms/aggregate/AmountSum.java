package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import dev.throng.schemas.PseudonymousEvent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sum of an amount, in 128 bits; an event without the amount adds nothing. */
final class AmountSum extends Tally {
  private static final int PLACES = 4;

  private final Function<PseudonymousEvent, @Nullable Long> amount;
  private final int scale;
  private final Int128 sum = new Int128();

  /** Amounts are integers of {@code 10^-scale}. */
  private AmountSum(Function<PseudonymousEvent, @Nullable Long> amount, int scale) {
    this.amount = amount;
    this.scale = scale;
  }

  static AmountSum ofPrice() {
    return new AmountSum(PseudonymousEvent::getPrice, PLACES);
  }

  static AmountSum ofQuantity() {
    return new AmountSum(PseudonymousEvent::getQuantity, 0);
  }

  static AmountSum ofSearchResults() {
    return new AmountSum(PseudonymousEvent::getSearchResults, 0);
  }

  @Override
  int add(EventFacts facts) {
    Long value = amount.apply(facts.event);
    if (value != null) {
      sum.add(value);
    }
    return 0;
  }

  @Override
  void merge(Tally other) {
    sum.add(((AmountSum) other).sum);
  }

  @Override
  boolean isEmpty() {
    return sum.isZero();
  }

  @Override
  void write(ByteArrayDataOutput out) {
    sum.write(out);
  }

  @Override
  void read(ByteBuffer in) {
    sum.read(in);
  }

  @Override
  String value() {
    return new BigDecimal(sum.toBigInteger(), scale).setScale(PLACES).toPlainString();
  }
}
