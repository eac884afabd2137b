package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import java.util.Map;

/** The monolith is built and started without the module's service. */
record RetireStep(Extracting extracting) implements StepWork {

  @Override
  public Map<String, Object> forward() {
    throw new CommandFailed("this step is not there yet");
  }

  @Override
  public Map<String, Object> back() {
    return Map.of();
  }
}
