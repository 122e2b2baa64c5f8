package dev.throng.transforms.pseudonymize.treatment;

import com.google.common.net.InternetDomainName;
import org.jspecify.annotations.Nullable;

/**
 * Of a referrer only who runs the site: the domain one label below a registry's suffix ({@code
 * example.co.uk}). A suffix that a company gives to its customers is no registry's: {@code
 * jane.blogspot.com} becomes {@code blogspot.com}, for the label before it may name a person.
 *
 * <p>An address is {@code {ip}}. Apps that say so ({@code android-app://package}) stay with their
 * package. Null are all other schemes, hosts under no known suffix (of an intranet, for example),
 * hosts that are a suffix. The list of suffixes is the one that ships with Guava. Recent results
 * are kept by host, at most 1,024. Not thread-safe.
 */
public final class ReferrerDomain {

  private static final int LONGEST = 8_192;
  private static final String APP = "android-app://";
  private static final int LONGEST_PACKAGE = 100;

  private final IdentifierSearch search = new IdentifierSearch();
  private final HostName hosts = new HostName(search);
  private final BoundedCache<String> cache = new BoundedCache<>(1_024, 253);

  /** The domain in lower case, {@code {ip}}, or the app; null if there is none to tell. */
  public @Nullable String domain(@Nullable String referrer) {
    if (referrer == null || referrer.length() > LONGEST) {
      return null;
    }
    String url = referrer.strip();
    if (url.regionMatches(true, 0, APP, 0, APP.length())) {
      return app(url);
    }
    Authority authority = Authority.of(url);
    if (authority == null) {
      return null;
    }
    String host = url.substring(authority.from(), authority.to());
    int place = cache.place(host);
    if (cache.holds(place, host)) {
      return cache.get(place);
    }
    String domain = registered(hosts.of(host));
    cache.put(place, host, domain);
    return domain;
  }

  private static @Nullable String registered(@Nullable String host) {
    if (host == null || host.equals(Identifier.IP.placeholder)) {
      return host;
    }
    // A label that was replaced is put back in shape, so that the suffix can be read.
    String shaped = host.replace(Identifier.ID.placeholder, "0-id-0");
    if (!InternetDomainName.isValid(shaped)) {
      return null;
    }
    InternetDomainName name = InternetDomainName.from(shaped);
    return name.isUnderRegistrySuffix()
        ? name.topDomainUnderRegistrySuffix()
            .toString()
            .replace("0-id-0", Identifier.ID.placeholder)
        : null;
  }

  private @Nullable String app(String url) {
    int end = APP.length();
    boolean dot = false;
    while (end < url.length() && url.charAt(end) != '/') {
      char c = url.charAt(end);
      dot |= c == '.';
      if (c != '.' && c != '_' && !MarkedText.isLetter(c) && !(c >= '0' && c <= '9')) {
        return null;
      }
      end++;
    }
    String name = url.substring(APP.length(), end);
    boolean told = dot && name.length() <= LONGEST_PACKAGE && search.first(name) == null;
    return told ? APP + name : null;
  }
}
