package dev.throng.pipeline.rights;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Writes down what a whole pass came to. It may be tried again: it then says the same. */
final class AddUp extends DoFn<KV<String, Iterable<Tally>>, Void> {
  private static final long serialVersionUID = 1;

  private final PassSettings settings;

  AddUp(PassSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void add(@Element KV<String, Iterable<Tally>> tallies) throws IOException {
    Tally total = new Tally();
    tallies.getValue().forEach(total::add);
    settings.folder(new SealOnce(settings.job().keys())).result(total);
  }
}
