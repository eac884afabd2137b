package dev.cleave.cli.scaffold;

import dev.cleave.cli.CommandFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file that lists modules, of which a new one becomes the last: like the one that is the last
 * now, only under its own name.
 *
 * @param file relative to the repository
 * @param entry how one entry is written; its groups are the places of the name
 */
record Listing(Path file, Pattern entry) {

  /** An entry of one file, in which {@code MODULE} stands for the name. */
  static Listing of(String file, String entry, List<String> modules) {
    String name = modules.stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"));
    return new Listing(Path.of(file), Pattern.compile("(?m)" + entry.replace("MODULE", name)));
  }

  /** An entry in the dependencies of a pom. */
  static Listing ofDependency(String pom, String artifact, List<String> modules) {
    return of(
        pom,
        "^[ \\t]*<dependency>\\s*<groupId>dev\\.cleave</groupId>\\s*<artifactId>"
            + artifact
            + "</artifactId>\\s*<version>[^<]*</version>\\s*</dependency>\\R",
        modules);
  }

  /**
   * {@code text}, which is the content of the file, with one more entry.
   *
   * @throws CommandFailed if the file has no entry to go by
   */
  String with(String module, String text) {
    MatchResult last = last(text);
    StringBuilder added = new StringBuilder(last.group());
    for (int place = last.groupCount(); place > 0; place--) {
      added.replace(last.start(place) - last.start(), last.end(place) - last.start(), module);
    }
    return text.substring(0, last.end()) + added + text.substring(last.end());
  }

  private MatchResult last(String text) {
    Matcher entries = entry.matcher(text);
    MatchResult last = null;
    while (entries.find()) {
      last = entries.toMatchResult();
    }
    if (last == null) {
      throw new CommandFailed(
          file
              + " no longer lists modules in the way that this command knows: change it back, or"
              + " dev.cleave.cli.scaffold.Registration");
    }
    return last;
  }
}
