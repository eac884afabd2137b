package dev.cleave.cli;

import dev.cleave.cli.operation.DeadLetter;
import dev.cleave.cli.operation.Operations;
import dev.cleave.cli.operation.Subscription;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave events}. */
@Command(
    name = "events",
    header = "Shows how the deliveries of events stand, and redelivers dead letters.",
    description = {
      "",
      "BACKLOG: deliveries not done yet, OLDEST: since when the first of them waits, RATE: delivered"
          + " per second, RETRIES: failed attempts since the start, DEAD: given up after the last"
          + " attempt. Later events of the same key wait behind a dead letter; others do not.",
      ""
    },
    subcommands = {EventsCommand.Dead.class, EventsCommand.Replay.class})
final class EventsCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Subscription> subscriptions = RunningShop.open().operations().subscriptions();
    Progress progress = new Progress(spec.commandLine().getOut());
    if (json) {
      progress.say(JsonText.of(Map.of("subscriptions", subscriptions)));
    } else {
      new EventsReport(progress).printSubscriptions(subscriptions);
    }
    return 0;
  }

  /** {@code ./cleave events dead}. */
  @Command(name = "dead", header = "Lists the deliveries that were given up, with their causes.")
  static final class Dead implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object instead.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      List<DeadLetter> letters = RunningShop.open().operations().deadLetters();
      Progress progress = new Progress(spec.commandLine().getOut());
      if (json) {
        progress.say(JsonText.of(Map.of("dead", letters)));
      } else {
        new EventsReport(progress).printDeadLetters(letters);
      }
      return 0;
    }
  }

  /** {@code ./cleave events replay}. */
  @Command(name = "replay", header = "Delivers dead letters of a subscription again.")
  static final class Replay implements Callable<Integer> {

    @Parameters(
        index = "0",
        paramLabel = "SUBSCRIPTION",
        description = "Such as payments.open-wallet.")
    private String subscription;

    @Option(names = "--event", paramLabel = "ID", description = "Only the delivery of this event.")
    private String event;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Operations operations = RunningShop.open().operations();
      List<String> known =
          operations.subscriptions().stream().map(Subscription::subscription).distinct().toList();
      Known.require("subscription", subscription, known);
      int replayed = operations.replay(subscription, Optional.ofNullable(event));
      new Progress(spec.commandLine().getOut())
          .say(
              "%d %s of %s will be tried again: ./cleave events shows what becomes of %s"
                  .formatted(
                      replayed,
                      replayed == 1 ? "delivery" : "deliveries",
                      subscription,
                      replayed == 1 ? "it" : "them"));
      return 0;
    }
  }
}
