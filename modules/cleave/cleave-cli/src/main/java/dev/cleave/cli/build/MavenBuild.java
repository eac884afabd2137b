package dev.cleave.cli.build;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Progress;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Builds what commands need with the Maven wrapper of the repository. */
public final class MavenBuild {

  private final Path root;
  private final Undo undo;

  /**
   * Builds in the repository {@code root}.
   *
   * @param undo ends the build when the command is interrupted
   */
  public MavenBuild(Path root, Undo undo) {
    this.root = root;
    this.undo = undo;
  }

  /** Those of {@code all} whose file is absent or older than what it is built from. */
  public <T extends Buildable> List<T> outOfDate(List<T> all) throws IOException {
    Sources sources = new Sources(root);
    List<T> found = new ArrayList<>();
    for (T buildable : all) {
      if (sources.areNewerThan(buildable)) {
        found.add(buildable);
      }
    }
    return found;
  }

  /** Builds the WAR of a deployment if it is absent or older than its sources. */
  public void bringUpToDate(Deployment deployment, Progress progress) throws IOException {
    if (!outOfDate(List.of(deployment)).isEmpty()) {
      long begin = progress.begin("Building " + deployment.artifact());
      build(List.of(deployment));
      progress.done("Built " + deployment.artifact(), begin);
    }
  }

  /** Builds the files of {@code all}, without tests. */
  public void build(List<? extends Buildable> all) throws IOException {
    Instant begin = Instant.now();
    String projects =
        all.stream().map(buildable -> ":" + buildable.artifact()).collect(Collectors.joining(","));
    int code =
        run(
            "-pl",
            projects,
            "-am",
            "-Dmaven.test.skip=true",
            "-Dspotless.check.skip=true",
            "package");
    if (code != 0) {
      throw new CommandFailed(
          "the build of " + projects.replace(":", "") + " failed; the reason is above");
    }
    for (Buildable buildable : all) {
      Path built =
          buildable
              .built()
              .orElseThrow(
                  () -> new CommandFailed("the build made no file of " + buildable.artifact()));
      // Maven leaves an unchanged archive as it is; and what was edited meanwhile must count as
      // newer.
      Files.setLastModifiedTime(built, FileTime.from(begin));
    }
  }

  /** Fetches and unpacks Open Liberty into {@code directory}. */
  public void unpackLiberty(Path directory) throws IOException {
    int code =
        run(
            "-pl",
            "modules/cleave/cleave-cli",
            "dependency:unpack@liberty",
            "-Dcleave.liberty.directory=" + directory);
    if (code != 0) {
      throw new CommandFailed("Open Liberty could not be fetched; the reason is above");
    }
  }

  /** Packages a project that is no part of this repository, without tests. */
  public void buildForeign(Path pom) throws IOException {
    if (run("-f", pom.toString(), "-Dmaven.test.skip=true", "package") != 0) {
      throw new CommandFailed("Maven could not build " + pom + "; the reason is above");
    }
  }

  private int run(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(root.resolve("mvnw").toString(), "-q", "-B", "-ntp"));
    command.addAll(List.of(arguments));
    ProcessBuilder maven = new ProcessBuilder(command).directory(root.toFile()).inheritIO();
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return undo.run(maven);
  }
}
