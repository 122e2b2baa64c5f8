package dev.throng.transforms.pseudonymize.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys of HashiCorp Vault's transit engine, as {@code hcvault://HOST:PORT/MOUNT/keys/NAME}: Tink's
 * own client for it is in no registry, and finds no credentials by itself. The token stands where
 * Vault's command line looks for it: in {@code VAULT_TOKEN}, else in {@code ~/.vault-token}.
 *
 * <p>Only a Vault on this machine is spoken to without TLS.
 */
public final class VaultClient implements KmsClient {
  private static final String SCHEME = "hcvault://";
  private static final Pattern ADDRESS =
      Pattern.compile("hcvault://([^/@]+)/((?:[^/]+/)+)keys/([^/?#]+)");
  private static final Pattern HERE =
      Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d+)?");

  private @Nullable String token;

  /** Found by {@link java.util.ServiceLoader}. */
  public VaultClient() {}

  @Override
  public boolean doesSupport(String address) {
    return address.toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  /**
   * With the token in a file.
   *
   * @throws GeneralSecurityException where there is none
   */
  @Override
  public KmsClient withCredentials(String path) throws GeneralSecurityException {
    try {
      token = Files.readString(Path.of(path)).strip();
    } catch (IOException e) {
      throw new GeneralSecurityException("there is no token for Vault");
    }
    return this;
  }

  @Override
  public KmsClient withDefaultCredentials() throws GeneralSecurityException {
    String environment = System.getenv("VAULT_TOKEN");
    if (environment == null) {
      return withCredentials(Path.of(System.getProperty("user.home"), ".vault-token").toString());
    }
    token = environment;
    return this;
  }

  @Override
  public Aead getAead(String address) throws GeneralSecurityException {
    Matcher parts = ADDRESS.matcher(address);
    String known = token;
    if (!parts.matches() || known == null) {
      throw new GeneralSecurityException(
          known == null ? "there is no token for Vault" : "no address of a key in Vault");
    }
    String host = parts.group(1);
    String scheme = HERE.matcher(host).matches() ? "http" : "https";
    URI engine = URI.create(scheme + "://" + host + "/v1/" + parts.group(2));
    return new VaultAead(engine, parts.group(3), known);
  }
}
