package dev.throng.pipeline.read;

import dev.throng.pipeline.job.GeoSource;
import dev.throng.transforms.pseudonymize.geo.CityList;
import dev.throng.transforms.pseudonymize.geo.GeoDatabase;
import dev.throng.transforms.pseudonymize.geo.Locator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the data that locations are coarsened with to the worker, once a Java machine. */
public final class GeoFile {
  private static final Logger LOG = LoggerFactory.getLogger(GeoFile.class);
  private static final ConcurrentHashMap<String, Path> COPIES = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<String, Boolean> TOLD = new ConcurrentHashMap<>();

  private GeoFile() {}

  /** A locator of its own caches over the shared data. */
  static Locator locator(GeoSource source) throws IOException {
    return new Locator(cities(source), database(source), source.smallestCity());
  }

  /**
   * The database, opened; the first time its age is logged.
   *
   * @throws IOException where it cannot be read
   */
  public static GeoDatabase database(GeoSource source) throws IOException {
    String file = source.database();
    GeoDatabase database = file == null ? GeoDatabase.embedded() : GeoDatabase.open(local(file));
    String name = file == null ? "" : file;
    if (TOLD.putIfAbsent(name, true) == null) {
      LOG.info("Locations come from {}, built {}.", database.type(), database.builtAt());
    }
    return database;
  }

  private static CityList cities(GeoSource source) throws IOException {
    String file = source.cities();
    if (file == null) {
      return CityList.shipped();
    }
    try (InputStream in = open(file)) {
      return CityList.read(file, in.readAllBytes());
    }
  }

  /** The file itself where it is local; else a copy, since a database is memory-mapped. */
  private static Path local(String file) throws IOException {
    if (!file.contains("://")) {
      return Path.of(file);
    }
    Path known = COPIES.get(file);
    if (known != null && Files.exists(known)) {
      return known;
    }
    synchronized (COPIES) {
      Path copy = Files.createTempFile("throng-geo-", ".mmdb");
      copy.toFile().deleteOnExit();
      try (InputStream in = open(file)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      COPIES.put(file, copy);
      return copy;
    }
  }

  private static InputStream open(String file) throws IOException {
    ResourceId resource = FileSystems.matchSingleFileSpec(file).resourceId();
    return Channels.newInputStream(FileSystems.open(resource));
  }
}
