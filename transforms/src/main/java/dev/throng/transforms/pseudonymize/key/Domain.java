package dev.throng.transforms.pseudonymize.key;

/**
 * What kind of thing a pseudonym stands for. The same id in two domains gives two pseudonyms that
 * nobody without the key can link.
 */
public enum Domain {
  DEVICE,
  COOKIE,
  USER,
  COMPANY,
  SELLER,
  ORDER,
  EVENT,
  PERSON,
  VISITOR
}
