package dev.cleave.cli.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The program of the embedded message broker: a jar, with the jars it needs in {@code lib} beside
 * it.
 *
 * @param directory of its pom
 */
public record BrokerProgram(Path directory) implements Buildable {

  @Override
  public String artifact() {
    return "cleave-broker";
  }

  /** The jar to run, built or not. */
  public Path jar() {
    return directory.resolve("target/cleave-broker.jar");
  }

  @Override
  public Optional<Path> built() {
    return Optional.of(jar()).filter(Files::isRegularFile);
  }
}
