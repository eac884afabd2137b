package dev.cleave.cli.route;

import dev.cleave.cli.CommandFailed;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the calls of a module travel. */
public enum Binding {
  LOCAL,
  REST,
  JMS,
  GRPC;

  /**
   * The binding of that name.
   *
   * @throws CommandFailed for another word, naming those that exist
   */
  public static Binding of(String name) {
    return Arrays.stream(values())
        .filter(binding -> binding.word().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailed(
                    "there is no binding %s; there are %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Binding::word)
                                .collect(Collectors.joining(", ")))));
  }

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
