package dev.throng.pipeline.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * The folder of a settings file, from which its relative paths count. It may lie in any file system
 * that Beam's {@code FileSystems} know.
 *
 * @param folder with a slash at its end
 */
record Location(String folder) {
  private static final int LONGEST = 1 << 20;

  /** The folder of a settings file. */
  static Location ofFile(String file) {
    String whole = isLocal(file) ? Path.of(file).toAbsolutePath().normalize().toString() : file;
    return new Location(whole.substring(0, whole.lastIndexOf('/') + 1));
  }

  /** The path as it is where it says where it starts, else counted from the folder. */
  String resolve(String path) {
    if (!isLocal(path)) {
      return path;
    }
    return isLocal(folder) ? Path.of(folder).resolve(path).normalize().toString() : folder + path;
  }

  /** What has that name in the same folder as another place; a bucket is in none, so within it. */
  static String beside(String place, String name) {
    if (isLocal(place)) {
      return Path.of(place).resolveSibling(name).toString();
    }
    String whole = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    int slash = whole.lastIndexOf('/');
    boolean bucket = slash < whole.indexOf("://") + "://".length();
    return (bucket ? whole : whole.substring(0, slash)) + "/" + name;
  }

  static boolean isLocal(String path) {
    return !path.contains("://");
  }

  /**
   * The text of a settings file.
   *
   * @throws FileNotFoundException where there is none
   * @throws IOException where it cannot be read, is not UTF-8, or has more than 1 MB
   */
  static String read(String file) throws IOException {
    MatchResult found = FileSystems.match(file);
    if (found.status() != MatchResult.Status.OK || found.metadata().isEmpty()) {
      throw new FileNotFoundException(file + " is missing");
    }
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(found.metadata().get(0).resourceId()))) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new IOException(file + " is longer than any settings file");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8");
    }
  }
}
