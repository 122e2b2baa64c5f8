package dev.throng.transforms.pseudonymize.treatment;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the identifiers out of a URL (P6, P7, P32).
 *
 * <ul>
 *   <li>Scheme and host stay: {@code http} and {@code https} only, lower case, other scripts as
 *       punycode, an address as {@code {ip}}, labels with an identifier as {@code {id}}. User info,
 *       port and fragment go. A path alone, as access logs have it, has neither; a path that begins
 *       with two slashes is one.
 *   <li>Of the path each segment is percent-decoded until nothing changes, at most five times; if
 *       it then holds an identifier, or cannot be decoded, a placeholder stands for the whole
 *       segment: {@code {email}}, {@code {id}} and so on. Any five digits in a row count, shorter
 *       numbers stay. What follows a segment like {@code reset}, {@code verify} or {@code token} is
 *       {@code {token}}, what follows {@code user}, {@code profile} and the like is {@code {id}}.
 *       Matrix parameters go.
 *   <li>Of the query only parameters stay whose decoded name is on the list, case regarded, the
 *       first of each, their values scrubbed as by {@link TextScrubbing}, sorted by name.
 * </ul>
 *
 * <p>Everything else is null: other schemes, a malformed authority, control characters, more than
 * 8,192 characters. Recent results are kept by raw text, at most 4,096 of at most 512 characters.
 * Not guaranteed: a name in a path that no such word announces stays. Not thread-safe.
 */
public final class UrlScrubbing {

  private static final int LONGEST = 8_192;
  private static final int CACHED = 4_096;
  private static final int LONGEST_CACHED = 512;

  private final HostName hosts;
  private final PathScrubbing paths;
  private final QueryScrubbing queries;
  private final BoundedCache<ScrubbedUrl> cache = new BoundedCache<>(CACHED, LONGEST_CACHED);

  /**
   * @param parameters the names of query parameters that may pass
   */
  public UrlScrubbing(Set<String> parameters) {
    IdentifierSearch search = new IdentifierSearch();
    this.hosts = new HostName(search);
    this.paths = new PathScrubbing(search);
    this.queries = new QueryScrubbing(parameters);
  }

  /** What is left of the URL, or null. */
  public @Nullable ScrubbedUrl scrub(@Nullable String url) {
    if (url == null || url.isEmpty() || url.length() > LONGEST) {
      return null;
    }
    int place = cache.place(url);
    if (cache.holds(place, url)) {
      return cache.get(place);
    }
    ScrubbedUrl scrubbed = parse(url);
    cache.put(place, url, scrubbed);
    return scrubbed;
  }

  private @Nullable ScrubbedUrl parse(String raw) {
    String url = raw.strip();
    for (int i = 0; i < url.length(); i++) {
      if (Character.isISOControl(url.charAt(i))) {
        return null;
      }
    }
    if (url.startsWith("/")) {
      return rest(url, 0, null, null);
    }
    Authority authority = Authority.of(url);
    String host =
        authority == null ? null : hosts.of(url.substring(authority.from(), authority.to()));
    return host == null ? null : rest(url, authority.to(), authority.scheme(), host);
  }

  private ScrubbedUrl rest(String url, int from, @Nullable String scheme, @Nullable String host) {
    int end = url.indexOf('#', from);
    end = end < 0 ? url.length() : end;
    int question = url.indexOf('?', from);
    int pathEnd = question < 0 || question > end ? end : question;
    return new ScrubbedUrl(
        scheme, host, paths.scrub(url, from, pathEnd), queries.scrub(url, pathEnd + 1, end));
  }
}
