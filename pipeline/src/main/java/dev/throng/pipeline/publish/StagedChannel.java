package dev.throng.pipeline.publish;

import dev.throng.transforms.files.NewFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A new file in a staging area, that counts and digests what is written to it. */
final class StagedChannel implements WritableByteChannel {
  private final String output;
  private final String name;
  private final ResourceId file;
  private final WritableByteChannel channel;
  private final MessageDigest digest = sha256();
  private long bytes;

  StagedChannel(Staging staging, String output, String name) throws IOException {
    this.output = output;
    this.name = name;
    this.file = staging.file(output, name);
    this.channel = NewFile.create(file);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int from = source.position();
    int written = channel.write(source);
    ByteBuffer taken = source.duplicate();
    taken.position(from).limit(from + written);
    digest.update(taken);
    bytes += written;
    return written;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** What was written; to be asked once, when the channel is closed. */
  WrittenFile written(String place, long rows) {
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new WrittenFile(output, name, place, rows, bytes, sha256);
  }

  /** Closes the channel and removes the file; what cannot be removed stays in the staging area. */
  void discard() {
    try (channel) {
      channel.close();
      FileSystems.delete(List.of(file), StandardMoveOptions.IGNORE_MISSING_FILES);
    } catch (IOException left) {
      // The area is removed by the commit, or by the next run.
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }
}
