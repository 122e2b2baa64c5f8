package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.KmsClient;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The clients of key management services on the class path: those that register themselves as a
 * {@link KmsClient}, and Tink's own for two clouds, whose jars do not.
 */
final class KeyServices {
  private static final Map<String, String> UNREGISTERED =
      Map.of(
          "aws-kms://", "com.google.crypto.tink.integration.awskms.AwsKmsClient",
          "gcp-kms://", "com.google.crypto.tink.integration.gcpkms.GcpKmsClient");

  private KeyServices() {}

  /**
   * The client for an address.
   *
   * @return nothing where none is on the class path
   * @throws ServiceConfigurationError where one is, and cannot be made
   */
  static Optional<KmsClient> of(String address) {
    for (KmsClient client : ServiceLoader.load(KmsClient.class)) {
      if (client.doesSupport(address)) {
        return Optional.of(client);
      }
    }
    for (Map.Entry<String, String> known : UNREGISTERED.entrySet()) {
      if (address.startsWith(known.getKey())) {
        return named(known.getValue());
      }
    }
    return Optional.empty();
  }

  private static Optional<KmsClient> named(String type) {
    try {
      Class<?> found = Class.forName(type, true, Thread.currentThread().getContextClassLoader());
      return Optional.of((KmsClient) found.getDeclaredConstructor().newInstance());
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new ServiceConfigurationError(type, e);
    }
  }
}
