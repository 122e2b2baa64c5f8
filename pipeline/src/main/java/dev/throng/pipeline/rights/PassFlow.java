package dev.throng.pipeline.rights;

import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PDone;

/**
 * A pass over stored events, done by workers: names of files go out, counts come back. Rows and
 * people's pseudonyms never cross a shuffle.
 */
public final class PassFlow extends PTransform<PBegin, PDone> {
  private static final long serialVersionUID = 1;

  private final transient List<Portion> portions;
  private final PassSettings settings;

  PassFlow(List<Portion> portions, PassSettings settings) {
    this.portions = List.copyOf(portions);
    this.settings = settings;
  }

  @Override
  public PDone expand(PBegin begin) {
    begin
        .apply(
            "List the files of the store",
            Create.of(portions).withCoder(SerializableCoder.of(Portion.class)))
        .apply("Deal them out", Reshuffle.viaRandomKey())
        .apply("Go through each", ParDo.of(new GoThrough(settings)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(Tally.class)))
        .apply("Gather what was done", GroupByKey.create())
        .apply("Add it up for the launcher", ParDo.of(new AddUp(settings)));
    return PDone.in(begin.getPipeline());
  }
}
