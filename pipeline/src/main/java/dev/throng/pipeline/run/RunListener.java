package dev.throng.pipeline.run;

/** Is told how far a run is. */
public interface RunListener {
  /** Whoever does not want to know. */
  RunListener NONE =
      new RunListener() {
        @Override
        public void reading(String run, int splits, boolean visible) {}

        @Override
        public void committing() {}
      };

  /**
   * The pipeline starts.
   *
   * @param run its name in {@link dev.throng.pipeline.read.SplitProgress}
   * @param splits how many splits it reads
   * @param visible whether they are read in this Java machine
   */
  void reading(String run, int splits, boolean visible);

  /** The pipeline has ended, and its files are put in their place. */
  void committing();
}
