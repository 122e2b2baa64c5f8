package dev.throng.transforms.parse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Gives what another channel has, and then fails as a network does. */
record FailingChannel(ReadableByteChannel before) implements ReadableByteChannel {

  @Override
  public int read(ByteBuffer target) throws IOException {
    int read = before.read(target);
    if (read < 0) {
      throw new IOException("the network is down");
    }
    return read;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() throws IOException {
    before.close();
  }
}
