package dev.cleave.cli.liberty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An unpacked Open Liberty.
 *
 * @param directory the folder {@code wlp}
 */
public record LibertyInstallation(Path directory) {

  /** The first Java that has another list of modules to open. */
  private static final int JAVA_WITHOUT_SECURITY_MANAGER = 24;

  /** Whether it is there. */
  public boolean isThere() {
    return Files.exists(launcher());
  }

  /**
   * The command line of a server: what Liberty's own script {@code server run} comes to, without
   * the shell in between, so that the process we start is the server; and without the agent for
   * tracing, which costs half a second and keeps classes from being archived.
   */
  public List<String> command(String server, List<String> jvmOptions) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.awt.headless=true");
    command.add("-Djdk.attach.allowAttachSelf=true");
    command.addAll(OptionsFile.read(platformOptions()));
    command.addAll(jvmOptions);
    command.add("-jar");
    command.add(launcher().toString());
    command.add(server);
    return command;
  }

  /** Where archives of classes are kept: beside it, since they hold its classes too. */
  Path archives() {
    return directory.resolveSibling("class-archives");
  }

  private Path platformOptions() {
    boolean isNew = Runtime.version().feature() >= JAVA_WITHOUT_SECURITY_MANAGER;
    return directory.resolve("lib/platform/java/" + (isNew ? "java24.options" : "java9.options"));
  }

  private Path launcher() {
    return directory.resolve("bin/tools/ws-server.jar");
  }
}
