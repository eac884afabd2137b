package dev.cleave.crash.extract;

import dev.cleave.crash.load.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When processes were starting, from what commands say about it. Safe for use by several threads.
 */
final class Starts {

  private static final Pattern BEGIN = Pattern.compile("Starting (.+) …");
  private static final Pattern END = Pattern.compile("(.+) is ready (?:at|on) .*");

  private final Map<String, Instant> begun = new LinkedHashMap<>();
  private final List<Window> ended = new ArrayList<>();

  synchronized void said(String line, Instant at) {
    Matcher begin = BEGIN.matcher(line);
    Matcher end = END.matcher(line);
    if (begin.matches()) {
      begun.put(name(begin), at);
    } else if (end.matches() && begun.containsKey(name(end))) {
      ended.add(new Window(begun.remove(name(end)), at));
    }
  }

  /** A name may stand in the middle of a sentence or at its beginning. */
  private static String name(Matcher said) {
    return said.group(1).toLowerCase(Locale.ROOT);
  }

  /** What was starting is dead, or its command is. */
  synchronized void broken(Instant at) {
    begun.values().forEach(begin -> ended.add(new Window(begin, at)));
    begun.clear();
  }

  /** All so far; what is still starting does so until {@code now}. */
  synchronized List<Window> until(Instant now) {
    List<Window> all = new ArrayList<>(ended);
    begun.values().forEach(begin -> all.add(new Window(begin, now)));
    return all;
  }
}
