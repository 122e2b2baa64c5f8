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
 * 8,192 characters. Recent results are kept by the raw text before the query, at most 32,768 of at
 * most 256 characters. Not guaranteed: a name in a path that no such word announces stays. Not
 * thread-safe.
 */
public final class UrlScrubbing {

  private static final int LONGEST = 8_192;
  private static final int CACHED = 32_768;
  private static final int LONGEST_CACHED = 256;

  private final HostName hosts;
  private final PathScrubbing paths;
  private final QueryScrubbing queries;
  private final BoundedCache<ScrubbedUrl> cache = new BoundedCache<>(CACHED, LONGEST_CACHED);
  private @Nullable String lastAuthority;
  private @Nullable String lastHost;

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
  public @Nullable ScrubbedUrl scrub(@Nullable String raw) {
    if (raw == null || raw.isEmpty() || raw.length() > LONGEST) {
      return null;
    }
    String url = raw.strip();
    int question = -1;
    int end = -1;
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (Character.isISOControl(c)) {
        return null;
      }
      if (end < 0 && c == '#') {
        end = i;
      } else if (end < 0 && question < 0 && c == '?') {
        question = i;
      }
    }
    end = end < 0 ? url.length() : end;
    int pathEnd = question < 0 ? end : question;
    ScrubbedUrl page = page(pathEnd == url.length() ? url : url.substring(0, pathEnd));
    String query = page == null ? null : queries.scrub(url, pathEnd + 1, end);
    return page == null || query == null
        ? page
        : new ScrubbedUrl(page.scheme(), page.host(), page.path(), query);
  }

  /** Of what stands before the query: many addresses of one page differ only behind it. */
  private @Nullable ScrubbedUrl page(String url) {
    int place = cache.place(url);
    if (cache.holds(place, url)) {
      return cache.get(place);
    }
    ScrubbedUrl page = parse(url);
    cache.put(place, url, page);
    return page;
  }

  private @Nullable ScrubbedUrl parse(String url) {
    if (url.startsWith("/")) {
      return new ScrubbedUrl(null, null, paths.scrub(url, 0, url.length()), null);
    }
    Authority authority = Authority.of(url);
    String host = authority == null ? null : host(url.substring(authority.from(), authority.to()));
    return host == null || authority == null
        ? null
        : new ScrubbedUrl(
            authority.scheme(), host, paths.scrub(url, authority.to(), url.length()), null);
  }

  private @Nullable String host(String authority) {
    if (!authority.equals(lastAuthority)) {
      lastHost = hosts.of(authority);
      lastAuthority = authority;
    }
    return lastHost;
  }
}
