package dev.cleave.cli.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One pom of this repository that packages one file which a command needs. */
public sealed interface Buildable permits BrokerProgram, Deployment {

  /** The artifact id of the pom. */
  String artifact();

  /** The file, if it has been built. */
  Optional<Path> built() throws IOException;
}
