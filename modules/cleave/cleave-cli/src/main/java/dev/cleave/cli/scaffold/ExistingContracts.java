package dev.cleave.cli.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map.Entry;

/** What the recorded contracts of the modules have taken: paths, and names of types. */
final class ExistingContracts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final List<String> modules;

  ExistingContracts(Path root, List<String> modules) {
    this.root = root;
    this.modules = modules;
  }

  /**
   * Returns if a new module of these names gets into nobody's way.
   *
   * @throws CommandFailed if its path leads elsewhere, or one of its types would need another name
   *     in the description of all APIs
   */
  void requireRoomFor(Names names) throws IOException {
    String path = "/api/" + names.module();
    List<String> types = List.of(names.entity(), "New" + names.entity(), names.entity() + "Id");
    for (String module : modules) {
      JsonNode snapshot = snapshot(module);
      for (Entry<String, JsonNode> contract : snapshot.path("contracts").properties()) {
        String taken = contract.getValue().path("path").asText();
        if (taken.equals(path) || taken.startsWith(path + "/")) {
          throw new CommandFailed(
              "the path %s of a module %s belongs to %s.%s: choose another name"
                  .formatted(taken, names.module(), module, contract.getKey()));
        }
      }
      for (String type : types) {
        if (snapshot.path("types").has(type)) {
          throw new CommandFailed(
              "the contract of %s has a type %s: choose what the module holds with --entity"
                  .formatted(module, type));
        }
      }
    }
  }

  private JsonNode snapshot(String module) throws IOException {
    Path file =
        root.resolve("modules/%1$s/%1$s-contract".formatted(module))
            .resolve("src/main/resources/META-INF/cleave/contracts/" + module + ".json");
    return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
  }
}
