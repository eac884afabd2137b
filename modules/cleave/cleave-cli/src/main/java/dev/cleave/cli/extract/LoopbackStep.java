package dev.cleave.cli.extract;

import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.route.Binding;
import dev.cleave.cli.route.Placement;
import java.io.IOException;
import java.util.Map;

/** Calls to the module leave the monolith through its own internal port, and come back in. */
record LoopbackStep(Extracting extracting) implements StepWork {

  @Override
  public Map<String, Object> forward() throws IOException, InterruptedException {
    extracting.place(Placement.loopback(Deployment.MONOLITH, Binding.REST));
    return Map.of();
  }

  @Override
  public Map<String, Object> back() throws IOException, InterruptedException {
    extracting.place(Placement.in(Deployment.MONOLITH, Binding.REST));
    return Map.of();
  }
}
