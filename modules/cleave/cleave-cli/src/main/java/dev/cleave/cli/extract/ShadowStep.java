package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.route.Binding;
import dev.cleave.cli.route.Diffs;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.Trial;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads are answered by the monolith, and asked of the new process too; the answers are compared.
 */
record ShadowStep(Extracting extracting) implements StepWork {

  @Override
  public Map<String, Object> forward() throws IOException, InterruptedException {
    String process = extracting.state().process();
    extracting.place(monolithWith(Trial.shadow(process)));
    try {
      Thread.sleep(extracting.options().dwell().toMillis());
      return figures(extracting.compared());
    } catch (IOException | CommandFailed unwell) {
      back();
      throw unwell;
    }
  }

  /**
   * What is kept of the step.
   *
   * @throws CommandFailed when an answer differed
   */
  private Map<String, Object> figures(Diffs.Figures found) {
    if (found.different() > 0) {
      throw new CommandFailed(
          "%d of %d reads of %s had another answer in the new process, which is asked no more: ./cleave route --diffs %s shows them"
              .formatted(
                  found.different(), found.compared(), extracting.module(), extracting.module()));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("compared", found.compared());
    figures.put("different", found.different());
    figures.put("failed", found.failed());
    return figures;
  }

  @Override
  public Map<String, Object> back() throws IOException, InterruptedException {
    extracting.place(monolithWith(Trial.beside(extracting.state().process())));
    return Map.of();
  }

  private static Placement monolithWith(Trial trial) {
    return Placement.in(Deployment.MONOLITH, Binding.REST).with(trial);
  }
}
