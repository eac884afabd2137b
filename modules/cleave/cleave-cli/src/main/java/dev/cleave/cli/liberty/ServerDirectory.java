package dev.cleave.cli.liberty;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Liberty's user directory: one server per process, and what all of them share. Everything in it is
 * copied or generated, so it is written anew at every start and never edited.
 */
public final class ServerDirectory {

  private final Path home;

  /** The user directory {@code home}. */
  public ServerDirectory(Path home) {
    this.home = home;
  }

  /** What Liberty is told in {@code WLP_USER_DIR}. */
  public Path home() {
    return home;
  }

  /** The directory of one server. */
  public Path server(String process) {
    return home.resolve("servers").resolve(process);
  }

  /** The copy of its WAR that one server runs. */
  public Path war(String process) {
    return server(process).resolve("apps/" + process + ".war");
  }

  /** Copies what the servers share: configuration fragments and the PostgreSQL driver. */
  public void share(Path fragments, Path driver) throws IOException {
    Path configuration = home.resolve("shared/config");
    Path resources = home.resolve("shared/resources");
    Files.createDirectories(configuration);
    Files.createDirectories(resources);
    FileTree.copy(fragments, configuration);
    Files.copy(driver, resources.resolve("postgresql.jar"), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes the directory of one server.
   *
   * @param configuration the deployment's own {@code server.xml} and what lies beside it
   * @param variables of the server, passwords among them: the file is readable by its owner alone
   */
  public void write(String process, Path configuration, Path war, Map<String, String> variables)
      throws IOException {
    if (!Files.exists(configuration.resolve("server.xml"))) {
      throw new CommandFailed(
          "the process " + process + " has no " + configuration.resolve("server.xml"));
    }
    Path server = server(process);
    FileTree.delete(server.resolve("configDropins"));
    FileTree.delete(server.resolve("apps"));
    Files.createDirectories(server.resolve("apps"));
    FileTree.copy(configuration, server);
    Files.copy(war, war(process));
    Path overrides = server.resolve("configDropins/overrides");
    Files.createDirectories(overrides);
    Path file =
        Files.createFile(
            overrides.resolve("cleave.xml"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, xml(variables));
  }

  /** The options for the JVM of one server: those of all servers, then its own. */
  public List<String> jvmOptions(String process) throws IOException {
    List<String> options = new ArrayList<>();
    for (Path file :
        List.of(
            home.resolve("shared/config/jvm.options"), server(process).resolve("jvm.options"))) {
      options.addAll(OptionsFile.read(file));
    }
    return options;
  }

  private static String xml(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(
            variable ->
                "  <variable name=\"%s\" value=\"%s\"/>%n"
                    .formatted(escape(variable.getKey()), escape(variable.getValue())))
        .collect(Collectors.joining("", "<server>\n", "</server>\n"));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
