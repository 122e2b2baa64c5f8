package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.store.FactStore;
import dev.throng.schemas.Split;
import dev.throng.transforms.parse.FactDecoder;
import dev.throng.transforms.parse.FactReader;
import dev.throng.transforms.parse.FactSink;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Reads all that a job hears of people, wherever it stands: in files, in a topic, and in what
 * Throng itself keeps. For one thread.
 */
final class LedgerReading {
  private LedgerReading() {}

  /** Hears the lines of one place after the other. */
  interface Listener extends FactSink {

    /**
     * Says where the lines that follow stand.
     *
     * @param place a file or a topic
     * @param position says, while a line is heard, where exactly that one stands
     */
    void from(String place, Supplier<String> position);
  }

  /**
   * Reads all of it.
   *
   * @throws MissingInputException where the job names a ledger that is not there
   * @throws IOException where it cannot be read
   */
  static void read(Job job, Listener listener) throws IOException {
    FactStore store = FactStore.of(job.store());
    for (Split part : LedgerFiles.of(job.consent(), job.store()).splits()) {
      try (FactReader reader = FactFile.open(part, store)) {
        listener.from(
            part.getFile(), () -> "%s at byte %d".formatted(part.getFile(), reader.offset()));
        boolean more = true;
        while (more) {
          more = reader.next(listener);
        }
      }
    }
    if (job.consent().ledger() instanceof Input.Topic topic) {
      FactDecoder decoder = new FactDecoder();
      FactDecoder own = FactDecoder.ofOwn();
      String[] at = {""};
      listener.from("topic " + topic.topic(), () -> at[0]);
      LedgerTopic.read(
          topic,
          (value, isOwn, place) -> {
            at[0] = place;
            if (value == null) {
              listener.unreadable();
            } else {
              (isOwn ? own : decoder).decode(value, 0, value.length, listener);
            }
          });
    }
  }
}
