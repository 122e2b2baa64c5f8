package dev.throng.transforms.pseudonymize.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A location database in the MaxMind DB format, memory-mapped, looked up by truncated address only
 * (P2, P3). Thread-safe; one file is opened once a class loader and never closed, since every
 * worker thread shares it.
 */
public final class GeoDatabase {
  private static final Map<Path, GeoDatabase> OPEN = new HashMap<>();

  private final Path file;
  private final long size;
  private final FileTime modified;
  private final Reader reader;
  private final DatabaseLayout layout;

  private GeoDatabase(Path file, long size, FileTime modified)
      throws IOException, InvalidNetworkException {
    this.file = file;
    this.size = size;
    this.modified = modified;
    reader = new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED, new CHMCache());
    DatabaseLayout found = DatabaseLayout.of(reader);
    if (found == null) {
      reader.close();
      throw new GeoDataException(
          "The location database " + file + " has neither MaxMind's layout nor DB-IP's flat one.");
    }
    layout = found;
  }

  /**
   * Opens a database, or returns the one that is open, if the file still has its size and time.
   *
   * @throws GeoDataException if the file is missing, unreadable, no MaxMind DB, or of another
   *     layout
   */
  public static GeoDatabase open(Path path) {
    synchronized (OPEN) {
      try {
        Path file = path.toRealPath();
        long size = Files.size(file);
        FileTime modified = Files.getLastModifiedTime(file);
        GeoDatabase open = OPEN.get(file);
        if (open == null || open.size != size || !open.modified.equals(modified)) {
          open = new GeoDatabase(file, size, modified);
          OPEN.put(file, open);
        }
        return open;
      } catch (GeoDataException e) {
        throw e;
      } catch (NoSuchFileException e) {
        throw new GeoDataException("The location database " + path + " does not exist.");
      } catch (IOException | InvalidNetworkException | RuntimeException e) {
        throw new GeoDataException(
            "The location database " + path + " cannot be read as a MaxMind DB file.");
      }
    }
  }

  /**
   * The database that the product carries: GeoLite2 City of 2019.
   *
   * @throws GeoDataException if it is not on the class path or cannot be unpacked
   */
  public static GeoDatabase embedded() {
    return open(EmbeddedDatabase.unpacked());
  }

  /** When its maker built it: what a log should say of its age. */
  public Instant builtAt() {
    return reader.getMetadata().buildTime();
  }

  /** What its maker calls it, as in {@code GeoLite2-City}. */
  public String type() {
    return reader.getMetadata().databaseType();
  }

  /**
   * What the database says of the network's first address; null if nothing. A finer network inside
   * the truncated one is never asked for.
   *
   * @throws GeoDataException if the database is damaged
   */
  @Nullable IpPlace find(TruncatedIp ip) {
    if (ip.v6() && reader.getMetadata().ipVersion() == 4) {
      return null;
    }
    try {
      return layout.find(reader, InetAddress.getByAddress(ip.firstAddress()));
    } catch (IOException | RuntimeException e) {
      throw new GeoDataException("The location database " + file + " is damaged.");
    }
  }
}
