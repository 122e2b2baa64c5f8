package dev.throng.pipeline.cli;

import dev.throng.pipeline.run.Version;
import picocli.CommandLine;

/** What {@code throng --version} prints. */
final class VersionLine implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"throng " + Version.of()};
  }
}
