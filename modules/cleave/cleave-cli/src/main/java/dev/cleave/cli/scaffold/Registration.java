package dev.cleave.cli.scaffold;

import dev.cleave.cli.build.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everywhere outside its own folder where a module has to be entered. */
final class Registration {

  private static final String MONOLITH = "modules/monolith/pom.xml";
  private static final String INCLUDE =
      "^[ \\t]*<include location=\"\\$\\{shared\\.config\\.dir\\}/module-MODULE\\.xml\"/>\\R";

  private final Path root;
  private final Map<Path, String> contents = new LinkedHashMap<>();

  private Registration(Path root) {
    this.root = root;
  }

  /**
   * The new contents of all files that list modules, by file. Nothing is written.
   *
   * @param port of the module's own process
   */
  static Map<Path, String> of(Path root, String module, int port) throws IOException {
    Repository repository = new Repository(root);
    List<String> modules = repository.modules();
    Registration registration = new Registration(root);
    registration.enter(Listing.of("pom.xml", projects(), modules), module);
    registration.enter(Listing.ofDependency(MONOLITH, "MODULE-contract", modules), module);
    registration.enter(Listing.ofDependency(MONOLITH, "MODULE-service", modules), module);
    for (String other : repository.extractable()) {
      String pom = "modules/%1$s/%1$s-app/pom.xml".formatted(other);
      registration.enter(Listing.ofDependency(pom, "MODULE-contract", modules), module);
    }
    for (String side : List.of("main", "test")) {
      String server = "modules/monolith/src/%s/liberty/config/server.xml".formatted(side);
      registration.enter(Listing.of(server, INCLUDE, modules), module);
    }
    registration.enter(PortTable.listing(modules), module);
    registration.contents.computeIfPresent(
        Path.of(PortTable.FILE),
        (file, text) -> text.replaceAll("(?m)^%s=.*$".formatted(module), module + "=" + port));
    registration.enter(
        Listing.of("CODEOWNERS", "^/modules/MODULE/[ \\t]+@cleave/MODULE\\R", modules), module);
    registration.contents.computeIfPresent(
        Path.of("CODEOWNERS"), (file, text) -> aligned(text, module));
    return registration.contents;
  }

  /** A dependency on the contract of a module, as poms write it. */
  static String contractDependency(String module) {
    return """
        <dependency>
          <groupId>dev.cleave</groupId>
          <artifactId>%s-contract</artifactId>
          <version>${project.version}</version>
        </dependency>
    """
        .formatted(module);
  }

  private static String projects() {
    StringBuilder projects = new StringBuilder();
    for (String part : List.of("contract", "service", "app")) {
      projects.append("^[ \\t]*<module>modules/MODULE/MODULE-%s</module>\\R".formatted(part));
    }
    return projects.toString();
  }

  /** Owners stand in one column. */
  private static String aligned(String owners, String module) {
    return owners.replaceAll(
        "(?m)^(/modules/%s/)[ \\t]+".formatted(module),
        "%-27s".formatted("/modules/" + module + "/") + " ");
  }

  private void enter(Listing listing, String module) throws IOException {
    String present = contents.get(listing.file());
    if (present == null) {
      present = Files.readString(root.resolve(listing.file()));
    }
    contents.put(listing.file(), listing.with(module, present));
  }
}
