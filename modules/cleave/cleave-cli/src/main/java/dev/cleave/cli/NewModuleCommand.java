package dev.cleave.cli;

import dev.cleave.cli.process.Exclusive;
import dev.cleave.cli.scaffold.Names;
import dev.cleave.cli.scaffold.NewModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave new-module}. */
@Command(
    name = "new-module",
    header = "Makes a module: contract, service, its own WAR, schema, tests; all registered.",
    description = {
      "",
      "The module has one contract with two reads and a command, which its tests call over every",
      "binding. See extraction-guide/05-new-module.md.",
      ""
    })
final class NewModuleCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The module: lower-case letters and digits, such as reviews.")
  private String name;

  @Option(
      names = "--entity",
      paramLabel = "NAME",
      description = "What it holds, such as Review; otherwise what NAME is the plural of.")
  private String entity;

  @Option(
      names = "--port",
      paramLabel = "NUMBER",
      description = "The port of its own process; otherwise the next one.")
  private Integer port;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Workspace workspace = Workspace.ofThisCommand();
    Progress progress = new Progress(spec.commandLine().getOut());
    Names names = entity == null ? Names.of(name) : new Names(name, entity);
    OptionalInt wished = port == null ? OptionalInt.empty() : OptionalInt.of(port);
    NewModule.Made made;
    try (Exclusive alone = Exclusive.of(workspace.lock(), "new-module")) {
      Path scratch = workspace.home().resolve("new-module");
      made = new NewModule(workspace.root(), scratch).make(names, wished);
    }
    String changed = made.changed().stream().map(Path::toString).collect(Collectors.joining(", "));
    progress.say(
        "Made modules/%s, with contract and service for %s".formatted(name, names.entity()));
    progress.say("Entered it in " + changed);
    progress.say("Its tests:   ./mvnw verify");
    progress.say("To see it:   ./cleave down; ./cleave up; curl localhost:9080/api/" + name);
    progress.say(
        "By itself:   ./cleave up --extracted %s, on port %d".formatted(name, made.port()));
    return 0;
  }
}
