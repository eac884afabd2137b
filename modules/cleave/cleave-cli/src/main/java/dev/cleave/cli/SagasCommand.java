package dev.cleave.cli;

import dev.cleave.cli.operation.SagaInstance;
import dev.cleave.cli.operation.SagaList;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave sagas}. */
@Command(
    name = "sagas",
    header = "Shows the sagas, and lets a stuck one go on.",
    description = {
      "",
      "A saga is stuck when it can neither go on nor be undone by itself: see its cause, remove it,"
          + " and retry.",
      ""
    },
    subcommands = SagasCommand.Retry.class)
final class SagasCommand implements Callable<Integer> {

  private static final String ROW = "  %-24s %-36s %-12s %-20s %8s  %-27s  %s";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Those in this state: ${COMPLETION-CANDIDATES}; those that have not ended, if absent.")
  private SagaInstance.State state;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SagaList sagas = RunningShop.open().operations().sagas(Optional.ofNullable(state));
    Progress progress = new Progress(spec.commandLine().getOut());
    if (json) {
      progress.say(JsonText.of(sagas));
      return 0;
    }
    progress.say(
        "  "
            + Arrays.stream(SagaInstance.State.values())
                .map(one -> sagas.count(one) + " " + one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
    if (!sagas.sagas().isEmpty()) {
      progress.say("");
      say(progress, "SAGA", "ID", "STATE", "STEP", "ATTEMPTS", "MOVED", "CAUSE");
    }
    for (SagaInstance saga : sagas.sagas()) {
      say(
          progress,
          saga.saga(),
          saga.id(),
          saga.state(),
          saga.step() == null ? "" : saga.step(),
          saga.attempts(),
          saga.updatedAt(),
          saga.cause() == null ? "" : saga.cause().strip().replaceAll("\\s+", " "));
    }
    return 0;
  }

  private static void say(Progress progress, Object... columns) {
    progress.say(ROW.formatted(columns).stripTrailing());
  }

  /** {@code ./cleave sagas retry}. */
  @Command(name = "retry", header = "Lets a stuck saga go on where it stands.")
  static final class Retry implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SAGA", description = "Such as ordering.checkout.v1.")
    private String saga;

    @Parameters(index = "1", paramLabel = "ID", description = "As ./cleave sagas shows it.")
    private String id;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      RunningShop.open().operations().retry(saga, id);
      new Progress(spec.commandLine().getOut())
          .say("%s %s goes on: ./cleave sagas shows what becomes of it".formatted(saga, id));
      return 0;
    }
  }
}
