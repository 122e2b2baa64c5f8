package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/**
 * What is left of a URL once identifiers are gone. All parts are ASCII.
 *
 * @param scheme {@code http} or {@code https}; null where the URL was a path alone
 * @param host lower case, names of other scripts as punycode, {@code {ip}} for an address; null
 *     where the URL was a path alone
 * @param path begins with a slash; at most 16 segments and 256 characters
 * @param query the parameters that may pass, sorted by name, without a question mark; null if none
 */
public record ScrubbedUrl(
    @Nullable String scheme, @Nullable String host, String path, @Nullable String query) {

  /** The parts as one URL or path. */
  @Override
  public String toString() {
    String address = host == null ? path : scheme + "://" + host + path;
    return query == null ? address : address + "?" + query;
  }
}
