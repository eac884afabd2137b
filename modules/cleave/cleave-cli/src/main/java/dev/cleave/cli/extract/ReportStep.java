package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.build.Deployment;
import java.io.IOException;
import java.util.Map;

/** Finds out what stands in the way. Changes nothing. */
record ReportStep(Extracting extracting) implements StepWork {

  @Override
  public Map<String, Object> forward() throws IOException, InterruptedException {
    extracting.shop().repository().requireNotPinned(extracting.module());
    if (extracting.shop().processes().find(Deployment.MONOLITH).isEmpty()) {
      throw new CommandFailed("the monolith does not run: ./cleave up");
    }
    extracting.shop().requireBroker();
    return Map.of();
  }

  @Override
  public Map<String, Object> back() {
    return Map.of();
  }
}
