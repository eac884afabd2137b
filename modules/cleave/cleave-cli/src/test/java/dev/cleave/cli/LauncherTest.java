package dev.cleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code cleave}, copied into a folder of its own so that it can build nothing. */
class LauncherTest {

  @TempDir private Path folder;
  private Path script;

  private record Result(int code, String output) {}

  @BeforeEach
  void a_copy_of_the_script() throws IOException {
    Path root = Files.createDirectories(folder.resolve("a repository"));
    script = Files.copy(Path.of("../../../cleave"), root.resolve("cleave"));
  }

  @Test
  void without_java_it_says_what_to_install() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("bin"));
    for (String tool : List.of("dirname", "sed")) {
      Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
    }
    Result result = run(Map.of("PATH", tools.toString()), "JAVA_HOME");

    assertThat(result)
        .isEqualTo(
            new Result(
                1,
                "cleave: no Java found: install a JDK 17 or newer and put it on the PATH, or set JAVA_HOME\n"));
  }

  @Test
  void a_java_without_a_compiler_is_refused() throws Exception {
    Path home = jdk("java", "17.0.2");

    assertThat(run(Map.of("JAVA_HOME", home.toString())))
        .isEqualTo(
            new Result(
                1,
                "cleave: JAVA_HOME (%s) is a runtime without a compiler: set JAVA_HOME to a JDK 17 or newer\n"
                    .formatted(home)));
  }

  @Test
  void an_older_java_is_refused() throws Exception {
    Path home = jdk("java javac", "11.0.2");

    assertThat(run(Map.of("JAVA_HOME", home.toString())))
        .isEqualTo(
            new Result(
                1,
                "cleave: JAVA_HOME (%s) is Java 11: set JAVA_HOME to a JDK 17 or newer\n"
                    .formatted(home)));
  }

  @Test
  void a_java_home_without_java_is_refused() throws Exception {
    Result result = run(Map.of("JAVA_HOME", "/nowhere"));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).startsWith("cleave: JAVA_HOME (/nowhere) is no JDK");
  }

  private Path jdk(String programs, String version) throws IOException {
    Path home = folder.resolve("jdk");
    Path bin = Files.createDirectories(home.resolve("bin"));
    for (String program : programs.split(" ")) {
      Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\nexit 9\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Result run(Map<String, String> environment, String... unset) throws Exception {
    List<String> command = new ArrayList<>(List.of(onPath("bash").toString(), script.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    for (String variable : unset) {
      builder.environment().remove(variable);
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    return new Result(process.waitFor(), output);
  }

  private static Path onPath(String program) {
    for (String directory : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return Path.of(directory, program);
      }
    }
    throw new IllegalStateException("no " + program);
  }
}
