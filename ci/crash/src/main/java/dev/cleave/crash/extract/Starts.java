package dev.cleave.crash.extract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
      begun.put(begin.group(1), at);
    } else if (end.matches() && begun.containsKey(end.group(1))) {
      ended.add(new Window(begun.remove(end.group(1)), at));
    }
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
