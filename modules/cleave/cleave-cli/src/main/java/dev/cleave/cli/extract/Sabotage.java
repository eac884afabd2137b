package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A promise of the data move that a test has broken, to see that it notices. */
public enum Sabotage {
  NONE,
  /** Nobody waits at the change of databases, and the old one stays open. */
  NO_FENCE,
  /** The sequences of the new database begin anew. */
  SKIP_SEQUENCES,
  /** What was handled already is forgotten in the new database. */
  SKIP_INBOX;

  /**
   * The sabotage of that name.
   *
   * @throws CommandFailed for another word, naming those that exist
   */
  public static Sabotage of(String word) {
    return Arrays.stream(values())
        .filter(sabotage -> sabotage.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailed(
                    "there is no sabotage %s; there are %s"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(Sabotage::word)
                                .collect(Collectors.joining(", ")))));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
