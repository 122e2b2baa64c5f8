package dev.throng.transforms.pseudonymize.geo;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Unpacks the database that lies on the class path (org.elasticsearch:geolite2-databases:20191119)
 * to a file, because only a file can be memory-mapped. Any number of processes may do so at once:
 * each writes beside the place and moves its copy there whole; the copies are equal.
 */
final class EmbeddedDatabase {
  static final String RESOURCE = "GeoLite2-City.mmdb";

  /** Of the one release that is shipped, so an old, cut or foreign file is never taken for it. */
  private static final HashCode SHA_256 =
      HashCode.fromString("1ad2923967d10c6d91978f7ebb0ad9b888ff7190c13d0a6021e1bd71b3d7b24e");

  private static final long SIZE = 62_898_296;

  private EmbeddedDatabase() {}

  /** The unpacked file, in a folder under {@code java.io.tmpdir} that only this user can write. */
  static Path unpacked() {
    return Unpacked.FILE;
  }

  /** Once a class loader. */
  private static final class Unpacked {
    static final Path FILE = unpack(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static Path unpack(Path temporary) {
    try {
      Path folder = ownFolder(temporary);
      Path file = folder.resolve("city-" + SHA_256.toString().substring(0, 16) + ".mmdb");
      if (isWhole(file)) {
        return file;
      }
      Path beside = Files.createTempFile(folder, "city-", ".part");
      try (InputStream in = EmbeddedDatabase.class.getResourceAsStream("/" + RESOURCE)) {
        if (in == null) {
          throw new GeoDataException(
              "The embedded location database " + RESOURCE + " is not on the class path.");
        }
        Files.copy(in, beside, StandardCopyOption.REPLACE_EXISTING);
        if (!isWhole(beside)) {
          throw new GeoDataException(
              "The embedded location database " + RESOURCE + " is not the release expected.");
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
      return file;
    } catch (IOException e) {
      throw new GeoDataException(
          "The embedded location database cannot be unpacked into " + temporary + ".");
    }
  }

  private static boolean isWhole(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == SIZE
        && MoreFiles.asByteSource(file).hash(Hashing.sha256()).equals(SHA_256);
  }

  /** The temporary folder is everybody's: a file there could be swapped after it was checked. */
  private static Path ownFolder(Path temporary) throws IOException {
    if (!temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Files.createDirectories(temporary.resolve("throng-geo"));
    }
    Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rwx------");
    var attribute = PosixFilePermissions.asFileAttribute(mine);
    Path probe = Files.createTempDirectory(temporary, "throng-geo-", attribute);
    try {
      Path folder = temporary.resolve("throng-geo-" + Files.getOwner(probe).getName());
      try {
        Files.createDirectory(folder, attribute);
      } catch (FileAlreadyExistsException e) {
        // Made by an earlier run, or by somebody else: the next lines tell.
      }
      boolean safe =
          Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
              && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
              && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(mine);
      if (!safe) {
        throw new GeoDataException(
            "The folder " + folder + " must belong to this user alone (mode 0700); remove it.");
      }
      return folder;
    } finally {
      Files.delete(probe);
    }
  }
}
