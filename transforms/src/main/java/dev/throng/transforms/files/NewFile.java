package dev.throng.transforms.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * A new file of any of Beam's file systems, which is closed once however often it is told to. To
 * close Beam's channel to S3 again would ask for an upload to end that has ended, and fail.
 */
public final class NewFile implements WritableByteChannel {
  private final WritableByteChannel channel;
  private boolean closed;

  private NewFile(WritableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates it, or what will take its place once it is closed.
   *
   * @throws IOException where it cannot be created
   */
  public static NewFile create(ResourceId file) throws IOException {
    return new NewFile(FileSystems.create(file, MimeTypes.BINARY));
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return channel.write(source);
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      channel.close();
    }
  }
}
