package dev.throng.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine that nobody listens at, for a process that is told its port when it starts.
 *
 * <p>They lie below those that a system gives to whoever asks for any (Linux from 32768 on, macOS
 * from 49152): of these, one that was free is soon taken by another process that starts meanwhile,
 * as TaskManagers beside their JobManager. Another that looks for a port here can still be given
 * the same, of 12,000.
 */
public final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private FreePorts() {}

  /** The first of {@code count} ports that follow each other and are free now. */
  public static int first(int count) {
    int first;
    do {
      first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
    } while (!areFree(first, count));
    return first;
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        socket.getLocalPort();
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
