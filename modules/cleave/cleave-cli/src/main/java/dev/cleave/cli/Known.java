package dev.cleave.cli;

import java.util.Collection;

/** Refuses names that do not exist. */
final class Known {

  private Known() {}

  /**
   * Goes on if {@code name} is one of {@code known}.
   *
   * @param kind what it is, in one word
   * @throws CommandFailed otherwise, with the name that was probably meant
   */
  static void require(String kind, String name, Collection<String> known) {
    if (known.contains(name)) {
      return;
    }
    if (known.isEmpty()) {
      throw new CommandFailed("there is no %s %s, nor any other one".formatted(kind, name));
    }
    throw new CommandFailed(
        "there is no %s %s; did you mean %s? There are %s"
            .formatted(kind, name, Nearest.to(name, known), String.join(", ", known)));
  }
}
