package dev.cleave.cli.northwind;

/** Somebody asked the import to stop. */
public final class ImportStopped extends ImportFailed {

  private static final long serialVersionUID = 1;

  ImportStopped() {
    super("the import was stopped: run it again, it continues where it was");
  }
}
