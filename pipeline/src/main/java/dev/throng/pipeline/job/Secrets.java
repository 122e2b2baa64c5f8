package dev.throng.pipeline.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/** What stands in the files that {@code properties} of a job names; read where it is needed. */
public final class Secrets {
  private Secrets() {}

  /**
   * The settings of a file of Java properties; none where there is no file.
   *
   * @throws UncheckedIOException where it cannot be read
   */
  public static Map<String, String> of(@Nullable String file) {
    Map<String, String> secrets = new HashMap<>();
    if (file != null) {
      Properties read = new Properties();
      try (InputStream in =
          Channels.newInputStream(
              FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))) {
        read.load(in);
      } catch (IllegalArgumentException quoting) {
        // F22: the message of a bad escape may quote what stands around it.
        throw new UncheckedIOException(new IOException(file + " is no file of properties"));
      } catch (IOException e) {
        throw new UncheckedIOException(new IOException(file + " cannot be read", e));
      }
      read.stringPropertyNames().forEach(name -> secrets.put(name, read.getProperty(name)));
    }
    return secrets;
  }
}
