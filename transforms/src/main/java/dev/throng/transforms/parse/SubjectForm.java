package dev.throng.transforms.parse;

/** How the lines of a ledger's file say whom they are about; the other way says nothing there. */
public enum SubjectForm {
  /** By the raw {@code id}: what others write. */
  ID("id"),
  /** By {@code join}, the join pseudonym: what Throng itself writes. */
  JOIN("join");

  private final String member;

  SubjectForm(String member) {
    this.member = member;
  }

  /** The name within {@code subject}. */
  public String member() {
    return member;
  }
}
