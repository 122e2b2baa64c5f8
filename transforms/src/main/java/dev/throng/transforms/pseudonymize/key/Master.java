package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.throng.transforms.files.LocalFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the master key, which encrypts all others: a Tink AEAD keyset as JSON, in a file that only
 * its owner may read, or in an environment variable (as it is, or as base64); or a key that never
 * leaves a key management service, of which Tink has a client on the class path.
 */
final class Master {
  private static final SecretText TEXT =
      new SecretText("the master key", "make one with 'throng keys create'");

  private Master() {}

  /**
   * Resolves a reference.
   *
   * @throws KeyException where there is no key, no readable one, or one that others may read
   */
  static Aead open(MasterReference reference) {
    return open(reference, System::getenv);
  }

  static Aead open(MasterReference reference, UnaryOperator<@Nullable String> environment) {
    if (reference.source() == MasterReference.Source.KMS) {
      return fromService(reference);
    }
    String json = TEXT.read(reference, environment);
    try {
      return Keysets.master(json);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeyException(
          "the master key at " + reference + " is not a Tink AEAD keyset as JSON");
    }
  }

  /** Whether a file with a master key is missing and can be made. */
  static boolean canCreate(MasterReference reference) {
    return reference.source() == MasterReference.Source.FILE
        && Files.notExists(Path.of(reference.where()));
  }

  /**
   * Makes the master key's file, mode 0600, where there is none. Of two processes that try at once,
   * one makes it.
   *
   * @return whether it was made by this call
   */
  static boolean create(MasterReference reference) {
    if (!canCreate(reference)) {
      return false;
    }
    Path file = Path.of(reference.where()).toAbsolutePath();
    try {
      Path folder = file.resolveSibling("").normalize();
      LocalFiles.createFolders(folder);
      Path beside = LocalFiles.beside(file);
      try {
        LocalFiles.write(beside, Keysets.newMaster().getBytes(StandardCharsets.UTF_8));
        LocalFiles.sync(beside);
        return LocalFiles.publishIfAbsent(beside, file);
      } finally {
        Files.deleteIfExists(beside);
        LocalFiles.syncFolder(folder);
      }
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyException(
          "the master key cannot be written to " + reference + " (" + kind(e) + ")");
    }
  }

  /**
   * A key of a service. Credentials are the service's own affair: each client looks for them where
   * its service has them by default.
   */
  private static Aead fromService(MasterReference reference) {
    try {
      Optional<KmsClient> client = KeyServices.of(reference.where());
      if (client.isPresent()) {
        return client.orElseThrow().withDefaultCredentials().getAead(reference.where());
      }
    } catch (GeneralSecurityException | RuntimeException | ServiceConfigurationError e) {
      throw new KeyException(
          "the service of the master key "
              + reference
              + " does not give it ("
              + e.getClass().getSimpleName()
              + "): are its credentials in place?");
    }
    throw new KeyException(
        "there is no Tink client on the class path for the master key " + reference);
  }

  /**
   * Replaces the master key's file by another content, durably; who reads it meanwhile reads
   * either.
   */
  static void replace(MasterReference reference, String json) {
    Path file = Path.of(reference.where()).toAbsolutePath();
    try {
      Path beside = LocalFiles.beside(file);
      try {
        LocalFiles.write(beside, json.getBytes(StandardCharsets.UTF_8));
        LocalFiles.sync(beside);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
      LocalFiles.syncFolder(file.resolveSibling("").normalize());
    } catch (IOException e) {
      throw new KeyException(
          "the master key cannot be written to " + reference + " (" + kind(e) + ")");
    }
  }

  /** The text of a master key in a file. */
  static String text(MasterReference reference) {
    return TEXT.read(reference, System::getenv);
  }

  private static String kind(Exception e) {
    return e.getClass().getSimpleName();
  }
}
