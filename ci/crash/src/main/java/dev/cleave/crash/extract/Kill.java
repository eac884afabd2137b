package dev.cleave.crash.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.extract.Step;
import dev.cleave.crash.ShopUnderTest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Who is killed in every step. */
enum Kill {
  DRIVER,
  MONOLITH,
  SERVICE;

  /** The one of that name. */
  static Kill of(String word) {
    return Arrays.stream(values())
        .filter(kill -> kill.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailed(
                    "--kill takes %s, and not %s"
                        .formatted(
                            Arrays.stream(values())
                                .map(Kill::word)
                                .collect(Collectors.joining(", ")),
                            word)));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** When, from the begin of a step: at any time of about what the step takes. */
  static long afterMillis(Step step, Random random) {
    long typical =
        switch (step) {
          case NONE, REPORT -> 300;
          case LOOPBACK -> 1_500;
          case START -> 20_000;
          case SHADOW -> 3_000;
          case CANARY -> 8_000;
          case MOVE, RETIRE -> 40_000;
        };
    return (long) (random.nextDouble() * typical);
  }

  /** Kills a server, if it is one that is to be killed and it runs; returns whether it did. */
  boolean strike(ShopUnderTest shop, String module) {
    return switch (this) {
      case DRIVER -> false;
      case MONOLITH -> shop.kill(Deployment.MONOLITH);
      case SERVICE -> List.of(Deployment.second(module), module).stream().anyMatch(shop::kill);
    };
  }
}
