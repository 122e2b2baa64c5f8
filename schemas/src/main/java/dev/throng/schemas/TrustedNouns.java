package dev.throng.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that it may make the nouns of this package, and nothing else, when it meets their
 * names in a schema: since 1.12 it makes only classes that someone trusts.
 */
public final class TrustedNouns {
  private static final String PACKAGE = TrustedNouns.class.getPackageName();

  static {
    ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(before, type -> type.getPackageName().equals(PACKAGE)));
  }

  private TrustedNouns() {}

  /** To be called before Avro reads a noun; once is enough for a class loader. */
  public static void trust() {
    // The work is done when this class is loaded.
  }
}
