package dev.throng.transforms.pseudonymize.treatment;

/** The kinds of identifiers that are looked for, and what stands in their place (P6, P7). */
enum Identifier {
  EMAIL("{email}"),
  PHONE("{phone}"),
  CARD("{card}"),
  IBAN("{iban}"),
  IP("{ip}"),
  URL("{url}"),
  ID("{id}");

  private static final Identifier[] ALL = values();

  final String placeholder;

  Identifier(String placeholder) {
    this.placeholder = placeholder;
  }

  static Identifier of(byte mark) {
    return ALL[mark - 1];
  }

  /** Never stored: it lives as long as one text in {@link MarkedText}. */
  @SuppressWarnings("EnumOrdinal")
  byte mark() {
    return (byte) (ordinal() + 1);
  }
}
