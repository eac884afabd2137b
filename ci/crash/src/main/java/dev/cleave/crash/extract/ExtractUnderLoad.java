package dev.cleave.crash.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Workspace;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.build.MavenBuild;
import dev.cleave.cli.build.Repository;
import dev.cleave.cli.extract.Sabotage;
import dev.cleave.cli.process.Undo;
import dev.cleave.crash.ShopUnderTest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code ci/extract-under-load.sh} runs. */
@Command(
    name = "ci/extract-under-load.sh",
    header = "Takes a module out of the running shop and back, under a load that must not notice.",
    description = {
      "",
      "Starts a shop of its own beside one that may run: other ports, own data under .cleave/load."
          + " Ends with 0 only if no request failed, nothing was lost or done twice, and callers"
          + " waited no longer than they may.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ExtractUnderLoad implements Callable<Integer> {

  private static final List<String> MODULES = List.of("shipping", "accounts", "payments");
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final Duration LIMIT_WITH_KILLS = Duration.ofMinutes(20);

  /** Before the limit: to check, and to stop everything. */
  private static final Duration TO_END = Duration.ofSeconds(120);

  @Parameters(index = "0", paramLabel = "MODULE", description = "shipping, accounts or payments.")
  private String module;

  @Option(names = "--json", description = "The result as one line of JSON, the last one.")
  private boolean json;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests per second; about half of what the machine takes if absent.")
  private Double rate;

  @Option(names = "--seed", paramLabel = "S", description = "By chance if absent.")
  private Long seed;

  @Option(
      names = "--sabotage",
      paramLabel = "WHAT",
      description =
          "Breaks a promise on purpose, which must be noticed: no-fence, skip-sequences, skip-inbox.")
  private String sabotage;

  @Option(
      names = "--kill",
      paramLabel = "WHO",
      description = "Kills driver, monolith or service in every step, and repeats the step.")
  private String kill;

  @Option(
      names = "--limit",
      paramLabel = "MINUTES",
      description = "Of the walk and the checks, once the shop has started; 6, or 20 with --kill.")
  private Double limit;

  @Option(
      names = "--losses-only",
      description =
          "Judge failures, losses and doubled effects; times, which depend on the machine, are told.")
  private boolean lossesOnly;

  private ExtractUnderLoad() {}

  /** Exits with 0 for a success, with 1 for violations or a test that could not be run. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new ExtractUnderLoad())
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  System.out.println("the test could not go on: " + failure.getMessage());
                  if (!(failure instanceof CommandFailed)) {
                    failure.printStackTrace(System.out);
                  }
                  return 1;
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (!MODULES.contains(module)) {
      throw new CommandFailed(
          "there is a load of %s, and none of %s".formatted(String.join(", ", MODULES), module));
    }
    Options options =
        new Options(
            module,
            Optional.ofNullable(rate),
            seed == null ? System.currentTimeMillis() % 1_000_000_000 : seed,
            sabotage == null ? Sabotage.NONE : Sabotage.of(sabotage),
            kill == null ? null : Kill.of(kill),
            lossesOnly,
            limit != null
                ? Duration.ofMillis((long) (limit * 60_000))
                : kill == null ? LIMIT : LIMIT_WITH_KILLS);
    System.out.printf(
        "%s out and back under load, seed %d%s%s%n",
        module,
        options.seed(),
        sabotage == null ? "" : ", sabotage " + sabotage,
        kill == null ? "" : ", kill -9 of the " + kill);
    Outcome outcome = run(options);
    tell(outcome, sabotage != null);
    if (json) {
      System.out.println(Report.json(outcome));
    }
    return outcome.exitCode(sabotage != null);
  }

  private static Outcome run(Options options)
      throws IOException, InterruptedException, SQLException {
    Workspace workspace = Workspace.ofThisCommand();
    Starts starts = new Starts();
    try (Undo undo = new Undo(() -> System.out.println("Interrupted: stopping everything …"))) {
      build(workspace, options.module(), undo);
      ShopUnderTest.Wish wish =
          new ShopUnderTest.Wish(
              "load", List.of(), Optional.empty(), false, line -> starts.said(line, Instant.now()));
      ShopUnderTest shop = ShopUnderTest.start(workspace, wish, undo);
      Instant end = Instant.now().plus(options.limit());
      endAt(end, options.limit());
      try (Run run = new Run(options, shop, undo, starts, end.minus(TO_END))) {
        return run.run();
      } catch (IOException | SQLException | RuntimeException failure) {
        if (undo.isInterrupted()) {
          throw new CommandFailed("it was interrupted", failure);
        }
        throw failure;
      }
    }
  }

  /** Nothing is built while it is measured. */
  private static void build(Workspace workspace, String module, Undo undo) throws IOException {
    Repository repository = new Repository(workspace.root());
    MavenBuild maven = new MavenBuild(workspace.root(), undo);
    List<Deployment> outOfDate =
        maven.outOfDate(List.of(repository.monolith(), repository.deployment(module)));
    if (!outOfDate.isEmpty()) {
      System.out.println("Building the servers …");
      maven.build(outOfDate);
    }
  }

  private static void endAt(Instant end, Duration limit) {
    Thread guard =
        new Thread(
            () -> {
              try {
                Thread.sleep(Duration.between(Instant.now(), end).toMillis());
              } catch (InterruptedException notNeeded) {
                return;
              }
              System.out.printf("the test has not ended within %d s%n", limit.toSeconds());
              System.exit(1);
            },
            "limit");
    guard.setDaemon(true);
    guard.start();
  }

  private static void tell(Outcome outcome, boolean isSabotaged) {
    System.out.println(Report.summary(outcome));
    outcome.examples().forEach(example -> System.out.println("    failed: " + example));
    outcome.violations().lost().forEach(one -> System.out.println("    lost: " + one));
    outcome.violations().doubled().forEach(one -> System.out.println("    doubled: " + one));
    if (isSabotaged) {
      System.out.println(
          outcome.hasNoticed()
              ? "The sabotage was noticed"
              : "The sabotage was not noticed: this test is worth nothing");
    } else {
      outcome.reasons().forEach(reason -> System.out.println("NO: " + reason));
    }
  }
}
