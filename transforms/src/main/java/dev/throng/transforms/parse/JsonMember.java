package dev.throng.transforms.parse;

/** What is done with the value of one known name. */
interface JsonMember {

  /** Reads the value at hand, whatever it is, into the event of the draft. */
  void read(JsonScanner in, JsonDraft draft) throws Rejected;
}
