package dev.throng.pipeline.publish;

import dev.throng.schemas.Origin;
import dev.throng.schemas.Rejection;
import dev.throng.transforms.step.RejectReason;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rejections of one attempt at one split, staged, as JSON lines that refer and never
 * quote (law 5). Without a rejection there is no file. Belongs to one thread.
 */
public final class RejectionFile implements Closeable {
  private final Staging staging;
  private final String output;
  private final SplitName split;
  private final String attempt;
  private @Nullable StagedChannel channel;
  private @Nullable JsonText json;
  private long rows;

  /**
   * Starts an attempt that has rejected nothing yet.
   *
   * @param output the folder of rejections
   * @param attempt from {@link Staging#newAttempt()}, one for each try at the split
   */
  public RejectionFile(Staging staging, String output, SplitName split, String attempt) {
    this.staging = staging;
    this.output = output;
    this.split = split;
    this.attempt = attempt;
  }

  /**
   * Adds one rejection.
   *
   * @param field path of the field at fault, or "" for the whole record; never text of the record
   * @param sealed the record itself, sealed; null where it is not
   */
  public void write(RejectReason reason, String field, Origin origin, @Nullable String sealed)
      throws IOException {
    JsonText to = json;
    if (to == null) {
      channel = new StagedChannel(staging, output, split.label() + "." + attempt);
      to = new JsonText(channel);
      json = to;
    }
    RejectionLine.write(
        to,
        new Rejection(
            reason.stage().label(),
            reason.label(),
            field.isEmpty() ? null : field,
            origin.getFile(),
            origin.getOffset(),
            sealed));
    rows++;
  }

  /** Ends the file, if there is one; nothing may be written after. */
  public Optional<WrittenFile> finish() throws IOException {
    StagedChannel ended = channel;
    if (ended == null || json == null) {
      return Optional.empty();
    }
    json.close();
    channel = null;
    json = null;
    return Optional.of(ended.written(split.label() + ".jsonl", rows));
  }

  /** Gives up what is not finished. After {@link #finish()} it does nothing. */
  @Override
  public void close() {
    if (channel != null) {
      channel.discard();
      channel = null;
      json = null;
    }
  }
}
