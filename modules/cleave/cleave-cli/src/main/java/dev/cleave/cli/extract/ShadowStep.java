package dev.cleave.cli.extract;

import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.route.Binding;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.Trial;
import java.io.IOException;
import java.util.Map;

/**
 * Reads are answered by the monolith, and asked of the new process too; the answers are compared.
 */
record ShadowStep(Extracting extracting) implements StepWork {

  @Override
  public Map<String, Object> forward() throws IOException, InterruptedException {
    extracting.place(
        Placement.in(Deployment.MONOLITH, Binding.REST)
            .with(Trial.shadow(extracting.state().process())));
    Thread.sleep(extracting.options().dwell().toMillis());
    return Map.of();
  }

  @Override
  public Map<String, Object> back() throws IOException, InterruptedException {
    extracting.place(
        Placement.in(Deployment.MONOLITH, Binding.REST)
            .with(Trial.beside(extracting.state().process())));
    return Map.of();
  }
}
