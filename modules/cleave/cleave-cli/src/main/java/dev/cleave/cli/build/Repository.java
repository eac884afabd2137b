package dev.cleave.cli.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the folders of the repository say there is: a module is a folder {@code modules/<name>} with
 * a {@code <name>-service}; it can be extracted when it also has a {@code <name>-app}.
 */
public final class Repository {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;

  /** The repository in {@code root}. */
  public Repository(Path root) {
    this.root = root;
  }

  /** The names of all modules, in alphabetical order. */
  public List<String> modules() {
    try (Stream<Path> folders = Files.list(root.resolve("modules"))) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> hasPom(name, "service"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The names of the modules that can run as processes of their own. */
  public List<String> extractable() {
    return modules().stream().filter(module -> hasPom(module, "app")).toList();
  }

  /** The deployment that serves every module. */
  public Deployment monolith() {
    return new Deployment(Deployment.MONOLITH, root.resolve("modules/monolith"));
  }

  /** The program of the embedded message broker. */
  public BrokerProgram broker() {
    return new BrokerProgram(root.resolve("app-server-config/artemis/broker"));
  }

  /**
   * The deployment of one module by itself.
   *
   * @throws CommandFailed for a name that is no module, naming those that are
   */
  public Deployment app(String module) {
    if (!extractable().contains(module)) {
      throw new CommandFailed(
          "there is no module %s to run as a process of its own; there are %s"
              .formatted(module, String.join(", ", extractable())));
    }
    return new Deployment(module, folder(module, "app"));
  }

  /** The deployment of the process of that name. */
  public Deployment deployment(String process) {
    return process.equals(Deployment.MONOLITH)
        ? monolith()
        : app(Deployment.moduleOf(process)).as(process);
  }

  /** The module of that name, if there is one. */
  public Optional<String> module(String name) {
    return modules().stream().filter(name::equals).findFirst();
  }

  /**
   * The method of the module's contract that joins the transaction of its caller, if there is one:
   * it pins the module to the process of those callers.
   */
  public Optional<String> pinnedBy(String module) {
    Path snapshot =
        folder(module, "contract")
            .resolve("src/main/resources/META-INF/cleave/contracts/" + module + ".json");
    if (!Files.exists(snapshot)) {
      return Optional.empty();
    }
    try {
      for (Map.Entry<String, JsonNode> contract :
          JSON.readTree(snapshot.toFile()).path("contracts").properties()) {
        for (Map.Entry<String, JsonNode> method :
            contract.getValue().path("methods").properties()) {
          if (method.getValue().path("sharedTransaction").asBoolean()) {
            return Optional.of(contract.getKey() + "." + method.getKey());
          }
        }
      }
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Returns if the module may be reached over another binding than {@code local} where its callers
   * are.
   *
   * @throws CommandFailed if it is pinned, with the reason
   */
  public void requireNotPinned(String module) {
    pinnedBy(module)
        .ifPresent(
            method -> {
              throw new CommandFailed(
                  ("%s stays local in the monolith: %s is a @SharedTransaction, which joins the"
                          + " transaction of its caller, and a transaction does not travel to another"
                          + " process (extraction-guide/06-unpin-catalog.md: how to turn it into a saga)")
                      .formatted(module, method));
            });
  }

  private boolean hasPom(String module, String part) {
    return Files.exists(folder(module, part).resolve("pom.xml"));
  }

  private Path folder(String module, String part) {
    return root.resolve("modules").resolve(module).resolve(module + "-" + part);
  }
}
