package dev.throng.transforms.pseudonymize.treatment;

import java.util.Locale;
import java.util.Set;

/**
 * Words in a path that tell what follows: after {@code reset}, {@code verify} and the like stands a
 * secret (P32), after {@code user} and the like a person.
 */
final class SecretWords {

  private static final Set<String> SECRETS =
      Set.of(
          "reset",
          "resets",
          "token",
          "tokens",
          "verify",
          "verification",
          "confirm",
          "confirmation",
          "activate",
          "activation",
          "invite",
          "invites",
          "invitation",
          "invitations",
          "unsubscribe",
          "optout",
          "magic",
          "magiclink",
          "auth",
          "oauth",
          "oauth2",
          "sso",
          "password",
          "passwords",
          "passwd",
          "pwd",
          "pass",
          "passcode",
          "secret",
          "secrets",
          "session",
          "sessions",
          "sessionid",
          "jsessionid",
          "phpsessid",
          "sid",
          "otp",
          "signature",
          "recover",
          "recovery",
          "apikey",
          "login",
          "signin",
          "onetime",
          "nonce",
          "jwt",
          "bearer");

  /** Also found at either end of a longer word, as in {@code passwordreset}. */
  private static final String[] LONG_SECRETS = {
    "reset", "token", "verify", "confirm", "activate", "password", "unsubscribe", "invitation"
  };

  private static final Set<String> PEOPLE =
      Set.of(
          "user",
          "users",
          "profile",
          "profiles",
          "member",
          "members",
          "account",
          "accounts",
          "customer",
          "customers",
          "buyer",
          "buyers",
          "people",
          "person",
          "u",
          "username",
          "contact",
          "contacts",
          "subscriber",
          "subscribers",
          "employee",
          "employees",
          "patient",
          "patients");

  private SecretWords() {}

  /** Whether one of the words of a decoded segment announces a secret. */
  static boolean announcesSecret(String segment) {
    return any(segment, false);
  }

  /** Whether a decoded segment, as a whole, announces a person. */
  static boolean announcesPerson(String segment) {
    return segment.length() <= 16 && PEOPLE.contains(segment.toLowerCase(Locale.ROOT));
  }

  private static boolean any(String segment, boolean found) {
    for (int i = 0; i < segment.length() && !found; ) {
      int end = i;
      while (end < segment.length() && MarkedText.isLetter(segment.charAt(end))) {
        boolean hump =
            end > i
                && Character.isUpperCase(segment.charAt(end))
                && Character.isLowerCase(segment.charAt(end - 1));
        if (hump) {
          break;
        }
        end++;
      }
      found = end - i >= 3 && secret(segment.substring(i, end).toLowerCase(Locale.ROOT));
      i = Math.max(end, i + 1);
    }
    return found;
  }

  private static boolean secret(String word) {
    if (SECRETS.contains(word)) {
      return true;
    }
    for (String longer : LONG_SECRETS) {
      if (word.startsWith(longer) || word.endsWith(longer)) {
        return true;
      }
    }
    return false;
  }
}
