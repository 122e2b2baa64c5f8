package dev.throng.transforms.aggregate;

/** Takes the sessions that {@link SessionWalk} finds. */
interface SessionTaker {
  /**
   * Takes a finished session.
   *
   * @param program the number of the report in the plan
   * @param window the first instant of the window that it began in
   * @param row its first event
   * @param session overwritten by the next
   */
  void add(int program, long window, int row, Session session);
}
