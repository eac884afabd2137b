package dev.cleave.cli;

import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.build.MavenBuild;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.WarLibraries;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.report.BindingTable;
import dev.cleave.cli.report.Extraction;
import dev.cleave.cli.report.ModuleData;
import dev.cleave.cli.report.Readiness;
import dev.cleave.cli.report.Recordings;
import dev.cleave.cli.report.SourceTree;
import dev.cleave.cli.report.Tables;
import dev.cleave.verify.CodeFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers what a report is made from; says in a note what is not there. */
public final class ReportSources {

  private final Shop shop;
  private final List<String> notes = new ArrayList<>();

  /** The sources for a report about {@code shop}. */
  public ReportSources(Shop shop) {
    this.shop = shop;
  }

  /**
   * Everything worked out.
   *
   * @throws CommandFailed when the monolith has not been built
   */
  public Readiness read() throws IOException {
    Path war = requireBuilt();
    noteIfOlderThanSources();
    Recordings recordings = new Recordings(shop.workspace().report());
    var recorded = recordings.all();
    if (recorded.isEmpty()) {
      notes.add(
          "No run was recorded, so rates are unknown: ./cleave report --record 60s while the shop is"
              + " in use.");
    }
    return Readiness.of(
        new Readiness.Sources(
            code(war),
            SourceTree.of(shop.workspace().root()),
            BindingTable.read(shop.workspace().measurements()),
            recorded,
            data(war),
            extractions(),
            notes));
  }

  /**
   * The WAR to read.
   *
   * @throws CommandFailed when the monolith has not been built
   */
  Path requireBuilt() throws IOException {
    Deployment monolith = shop.repository().monolith();
    Path own = monolith.directory().resolve("target").resolve(monolith.artifact() + ".war");
    Optional<Path> built = Files.exists(own) ? Optional.of(own) : monolith.built();
    return built.orElseThrow(
        () ->
            new CommandFailed(
                "the monolith has not been built, so there is no code to read: ./cleave up, or"
                    + " ./mvnw -pl :monolith -am package -DskipTests"));
  }

  private void noteIfOlderThanSources() throws IOException {
    Deployment monolith = shop.repository().monolith();
    try (Undo undo = new Undo(() -> {})) {
      if (!new MavenBuild(shop.workspace().root(), undo).outOfDate(List.of(monolith)).isEmpty()) {
        notes.add(
            "The sources are newer than the WAR that was read, so lines may be off: ./cleave up"
                + " builds it anew.");
      }
    }
  }

  private CodeFacts code(Path war) throws IOException {
    Path scratch =
        Files.createTempDirectory(Files.createDirectories(shop.workspace().home()), "report-");
    try {
      List<String> modules = shop.repository().modules();
      List<Path> jars =
          WarLibraries.unpack(
              war,
              scratch,
              jar ->
                  modules.stream()
                      .anyMatch(
                          module ->
                              jar.startsWith(module + "-contract-")
                                  || jar.startsWith(module + "-service-")));
      if (jars.isEmpty()) {
        throw new CommandFailed(war + " has no jar of any module: ./cleave up builds it anew");
      }
      return CodeFacts.ofJars(jars);
    } finally {
      FileTree.delete(scratch);
    }
  }

  private Map<String, ModuleData> data(Path war) throws IOException {
    Optional<DatabaseAddress> address =
        shop.externalDatabase()
            .or(() -> runningPort().map(port -> new DatabaseAddress("localhost", port, "cleave")));
    if (address.isEmpty()) {
      notes.add("No database runs, so what is to be moved is unknown: ./cleave up.");
      return Map.of();
    }
    Tables tables = new Tables(address.get(), shop.secrets().ownerPassword());
    try {
      return tables.read(
          shop.repository().modules(), war, shop.workspace().home().resolve("migrations"));
    } catch (Tables.Unreadable failure) {
      notes.add(failure.getMessage());
      return Map.of();
    }
  }

  private Optional<Integer> runningPort() {
    return shop.embeddedPostgres().running().map(process -> process.port());
  }

  private Map<String, Extraction> extractions() throws IOException {
    Map<String, Extraction> extractions = new TreeMap<>();
    for (String module : shop.repository().modules()) {
      Extraction.read(shop.workspace().extractions().resolve(module + ".json"))
          .ifPresent(extraction -> extractions.put(module, extraction));
    }
    return extractions;
  }
}
