package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.route.Binding;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.ProcessStatus;
import dev.cleave.cli.route.Trial;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Calls go to the new process, a growing share of them, and in the end all, and the module's events
 * with them.
 */
record CanaryStep(Extracting extracting) implements StepWork {

  private static final List<Integer> SHARES = List.of(1, 10, 50);

  @Override
  public Map<String, Object> forward() throws IOException, InterruptedException {
    String process = extracting.state().process();
    for (int share : SHARES) {
      extracting.place(monolithWith(Trial.share(process, share)));
      extracting.progress().say("%d %% of the calls go to %s".formatted(share, process));
      watch(process);
    }
    extracting.place(Placement.in(process, Binding.REST));
    extracting.progress().say("All calls and events go to " + process);
    return Map.of("shares", SHARES);
  }

  /** A share that does harm is taken back before the next, larger one. */
  private void watch(String process) throws IOException, InterruptedException {
    Thread.sleep(extracting.options().dwell().toMillis());
    try {
      ProcessStatus status =
          extracting.shop().statusClient().status(extracting.shop().running(process));
      if (status.problems().isEmpty()) {
        return;
      }
      throw new CommandFailed(
          "%s reports %s".formatted(process, String.join("; ", status.problems())));
    } catch (IOException | CommandFailed unwell) {
      extracting.place(monolithWith(Trial.shadow(process)));
      throw new CommandFailed(
          "all calls go to the monolith again, because %s".formatted(unwell.getMessage()), unwell);
    }
  }

  @Override
  public Map<String, Object> back() throws IOException, InterruptedException {
    String process = extracting.state().process();
    for (int i = SHARES.size() - 1; i >= 0; i--) {
      extracting.place(monolithWith(Trial.share(process, SHARES.get(i))));
    }
    extracting.place(monolithWith(Trial.shadow(process)));
    return Map.of();
  }

  private static Placement monolithWith(Trial trial) {
    return Placement.in(Deployment.MONOLITH, Binding.REST).with(trial);
  }
}
