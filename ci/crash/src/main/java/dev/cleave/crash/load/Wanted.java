package dev.cleave.crash.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.crash.Command;
import java.util.Optional;
import java.util.function.Function;

/**
 * One request of the load.
 *
 * @param what it is, in a word
 * @param path where it goes
 * @param command that it carries, unless it reads
 * @param isRepeat whether the command was answered before
 * @param examination of the content of a good answer: takes note of it, and says what is wrong with
 *     it, if anything is
 */
public record Wanted(
    String what,
    String path,
    Optional<Command> command,
    boolean isRepeat,
    Function<JsonNode, Optional<String>> examination) {

  public static Wanted read(
      String what, String path, Function<JsonNode, Optional<String>> examination) {
    return new Wanted(what, path, Optional.empty(), false, examination);
  }

  public static Wanted command(
      String what, Command command, Function<JsonNode, Optional<String>> examination) {
    return new Wanted(what, command.path(), Optional.of(command), false, examination);
  }

  /** A command again, under its key; it must be answered as before. */
  public static Wanted repeat(Command command, JsonNode before) {
    return new Wanted(
        "repeat",
        command.path(),
        Optional.of(command),
        true,
        answer ->
            answer.equals(before)
                ? Optional.empty()
                : Optional.of(
                    "the repeat of %s was answered %s, and before %s"
                        .formatted(command.key(), answer, before)));
  }
}
