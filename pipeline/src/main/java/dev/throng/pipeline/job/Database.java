package dev.throng.pipeline.job;

import java.io.Serializable;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database that aggregates are written to, one table a report.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, without user and password
 * @param properties a file with {@code user}, {@code password} and other settings of the driver,
 *     read where it is needed and passed on nowhere (F12); null where there is none
 */
public record Database(String url, @Nullable String properties) implements Serializable {
  /** How every such address begins. */
  static final String SCHEME = "jdbc:postgresql:";

  private static final Pattern SECRET = Pattern.compile("(?i)[?&](user|password|sslpassword)=");

  /**
   * @throws IllegalArgumentException where it is another address, or holds a secret
   */
  public Database {
    if (!url.startsWith(SCHEME)) {
      throw new IllegalArgumentException("must begin with " + SCHEME);
    }
    if (SECRET.matcher(url).find() || url.contains("@")) {
      throw new IllegalArgumentException(
          "must not hold a user or a password: name a file in 'properties'");
    }
  }

  /**
   * User, password and other settings of the driver, read now.
   *
   * @throws java.io.UncheckedIOException where the file cannot be read
   */
  public Properties secrets() {
    Properties secrets = new Properties();
    secrets.putAll(Secrets.of(properties));
    return secrets;
  }
}
