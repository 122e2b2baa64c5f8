package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/**
 * Finds identifiers in a folded text. The kinds are looked for in a fixed order, the most telling
 * shape first, each in one pass; what one has marked the next ones take for a boundary. Not
 * thread-safe.
 */
final class IdentifierSearch {

  final MarkedText text = new MarkedText();
  private final IpSearch ips = new IpSearch();
  private final TokenSearch tokens = new TokenSearch();
  private final NumberSearch numbers = new NumberSearch();

  /**
   * Marks everything found in {@link #text}.
   *
   * @param domains whether a bare domain counts as a link; in a path it is rather a file's name
   */
  void run(String folded, boolean domains) {
    text.load(folded);
    LinkSearch.mark(text);
    TokenSearch.markUuids(text);
    EmailSearch.mark(text);
    ips.mark(text);
    IbanSearch.mark(text);
    tokens.mark(text);
    numbers.mark(text);
    if (domains) {
      LinkSearch.markDomains(text);
    }
  }

  /** The kind of the first identifier in a text without bare domains, or null if there is none. */
  @Nullable Identifier first(String folded) {
    run(folded, false);
    for (int i = 0; i < text.length; i++) {
      if (!text.free(i)) {
        return Identifier.of(text.mark(i));
      }
    }
    return null;
  }
}
