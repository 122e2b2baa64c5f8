package dev.throng.pipeline.cli;

import dev.throng.transforms.settings.SettingsException;
import picocli.CommandLine.Command;

/** {@code throng ledger}. */
@Command(
    name = "ledger",
    description = "What people said, by hand: a privacy officer's tool.",
    mixinStandardHelpOptions = true,
    subcommands = {LedgerAddCommand.class, LedgerShowCommand.class})
final class LedgerCommand implements Runnable {
  @Override
  public void run() {
    throw new SettingsException("which of them: ledger add, or ledger show?");
  }
}
