package dev.throng.transforms.pseudonymize.key;

import dev.throng.transforms.files.LocalFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The text of a secret that lies in a file which only its owner may read, or in an environment
 * variable, as it is or as base64.
 *
 * @param what the secret is, as messages name it
 * @param missing what to do where there is none
 */
record SecretText(String what, String missing) {
  private static final int LONGEST = 1 << 20;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /**
   * Reads it.
   *
   * @throws KeyException where there is none, no readable one, or one that others may read
   */
  String read(MasterReference reference, UnaryOperator<@Nullable String> environment) {
    return switch (reference.source()) {
      case FILE -> ofFile(reference);
      case ENVIRONMENT -> ofVariable(reference, environment.apply(reference.where()));
      case KMS ->
          throw new KeyException(what + " must be in a file or an environment variable, not a KMS");
    };
  }

  private String ofFile(MasterReference reference) {
    Path file = Path.of(reference.where());
    try (InputStream in = Files.newInputStream(file)) {
      if (isOpenToOthers(file) && !isGiven(file)) {
        throw new KeyException(
            what + " at " + reference + " is open to others: set its mode to 0600");
      }
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new KeyException("there is no " + bare() + " at " + reference + ": " + missing);
    } catch (IOException e) {
      throw new KeyException(
          what + " at " + reference + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private String ofVariable(MasterReference reference, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new KeyException(
          "there is no "
              + bare()
              + " at "
              + reference
              + ": the variable is not set in this process");
    }
    String text = value.strip();
    if (text.startsWith("{")) {
      return text;
    }
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new KeyException(what + " at " + reference + " is neither JSON nor base64 of JSON");
    }
  }

  /** Whether anybody but the owner may do anything with a file or folder, as far as modes say. */
  static boolean isOpenToOthers(Path path) throws IOException {
    if (!LocalFiles.isPosix(path)) {
      return false;
    }
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    permissions.addAll(Files.getPosixFilePermissions(path));
    permissions.retainAll(OTHERS);
    return !permissions.isEmpty();
  }

  /** Kubernetes gives a process that is not root its secrets as root's, readable for a group. */
  private static boolean isGiven(Path file) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    permissions.addAll(Files.getPosixFilePermissions(file));
    permissions.retainAll(OTHERS);
    return permissions.equals(EnumSet.of(PosixFilePermission.GROUP_READ))
        && Files.getAttribute(file, "unix:uid").equals(0)
        && !Files.isWritable(file);
  }

  private String bare() {
    return what.substring(what.indexOf(' ') + 1);
  }
}
