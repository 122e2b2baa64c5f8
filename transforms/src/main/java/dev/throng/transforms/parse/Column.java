package dev.throng.transforms.parse;

import java.io.IOException;

/** What is done with the cells of one column that are not empty. */
@FunctionalInterface
interface Column {

  /** Reads a cell into the event of the draft, and throws only if the record cannot be used. */
  void read(Cell cell, Draft draft) throws IOException, Rejected;
}
