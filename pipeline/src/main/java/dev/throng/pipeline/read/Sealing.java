package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Job;
import dev.throng.transforms.pseudonymize.key.RecordSeal;
import dev.throng.transforms.pseudonymize.key.SealKey;
import dev.throng.transforms.pseudonymize.key.SealKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals rejected records where the job asks for it, before they leave the worker's memory (law 1).
 * Which key seals, the clock decides. Where there is no key any more, as in a topic's job that
 * nobody made new ones for, a record is rejected without its content. For one thread.
 */
public final class Sealing {
  /** The record is a file of the job's format that holds nothing else. */
  static final byte FILE = 1;

  /** The record is as a topic carries it. */
  static final byte MESSAGE = 2;

  private static final long RENEWED_MILLIS = 3_600_000;

  private final @Nullable String publicFile;
  private @Nullable RecordSeal seal;
  private long renewAt;

  private Sealing(@Nullable String publicFile) {
    this.publicFile = publicFile;
  }

  /** That of a job. Nothing is read yet. */
  public static Sealing of(Job job) {
    return new Sealing(job.outputs().seal());
  }

  /**
   * Looks whether a job that asks for seals can have them now.
   *
   * @throws dev.throng.transforms.pseudonymize.key.KeyException where it cannot
   */
  public static void check(Job job, Instant now) {
    String file = job.outputs().seal();
    if (file != null) {
      SealKeys.check(file, now);
    }
  }

  /** Seals a record of a file; nothing where the job asks for no seal, or there is no key. */
  Optional<String> ofFile(Optional<byte[]> record, String file, long offset) {
    return record.isEmpty() ? Optional.empty() : seal(record.orElseThrow(), FILE, file, offset);
  }

  /** Seals a record of a part of a topic likewise. */
  public Optional<String> ofMessage(byte[] record, String part, long offset) {
    return seal(record, MESSAGE, part, offset);
  }

  /** Whether anything is sealed at all. */
  boolean isWanted() {
    return publicFile != null;
  }

  private Optional<String> seal(byte[] record, byte kind, String file, long offset) {
    if (publicFile == null || record.length == 0) {
      return Optional.empty();
    }
    long now = System.currentTimeMillis();
    if (now >= renewAt) {
      renewAt = now + RENEWED_MILLIS;
      renew(publicFile, Instant.ofEpochMilli(now));
    }
    if (seal == null) {
      return Optional.empty();
    }
    byte[] marked = new byte[record.length + 1];
    marked[0] = kind;
    System.arraycopy(record, 0, marked, 1, record.length);
    return Optional.of(seal.seal(marked, file, offset).toString());
  }

  private void renew(String file, Instant now) {
    List<SealKey> halves = SealKeys.publicHalves(file);
    Optional<SealKey> key = SealKeys.at(now, halves);
    if (key.isEmpty()) {
      seal = null;
    } else if (seal == null || !seal.key().equals(key.orElseThrow())) {
      seal = RecordSeal.to(key.orElseThrow());
    }
  }
}
