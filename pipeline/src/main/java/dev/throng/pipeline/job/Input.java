package dev.throng.pipeline.job;

import dev.throng.pipeline.publish.SplitName;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where records come from: files, which end, or a topic, which does not. */
public sealed interface Input extends Serializable {

  /**
   * Files.
   *
   * @param patterns of Beam's {@code FileSystems}
   */
  record Files(List<String> patterns) implements Input {
    public Files {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * Records that were rejected and sealed, which a replay reads.
   *
   * @param files files of rejections, one an input file, named {@code <hash>-<number>.jsonl} by its
   *     hash and by the number of the replay, in base 16
   * @param opens where the private halves of the seal keys lie
   */
  record Sealed(List<String> files, MasterReference opens) implements Input {
    private static final Pattern NAME =
        Pattern.compile("(?:.*/)?([0-9a-f]{16})-([0-9a-f]{16})\\.jsonl");

    public Sealed {
      files = List.copyOf(files);
    }

    /**
     * What is stored of a file is named as if the replay had read it at the end of the input file:
     * whoever runs that anew replaces both.
     */
    public SplitName place(String file) {
      Matcher name = NAME.matcher(file);
      if (!name.matches()) {
        throw new IllegalArgumentException("a file of a replay has another name");
      }
      return new SplitName(name.group(1), Long.parseLong(name.group(2), 16));
    }
  }

  /**
   * A topic of Kafka, read from its beginning.
   *
   * @param bootstrap brokers to ask first, {@code host:port}, parted by commas
   * @param topic its name
   * @param properties a file of the client's settings, secrets among them, that is read where it is
   *     needed and passed on nowhere (F12); null where there is none
   * @param disorder how much earlier than the latest record of its partition a record may be
   *     without being late; 0 or more
   * @param idle after how long without a record a partition, all of whose records were read, stops
   *     holding the others up; at least a second
   */
  record Topic(
      String bootstrap, String topic, @Nullable String properties, Duration disorder, Duration idle)
      implements Input {
    public Topic {
      if (disorder.isNegative()) {
        throw new IllegalArgumentException("a disorder is 0 or more");
      }
      if (idle.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("a partition is idle after a second or more");
      }
    }
  }
}
