package dev.cleave.cli.report;

import java.util.Locale;

/** Quantities for a person. */
final class Units {
  private Units() {}

  static String micros(double micros) {
    if (micros == 0) {
      return "0";
    }
    if (micros < 10) {
      return format("%.2f µs", micros);
    }
    return micros < 1000 ? format("%.0f µs", micros) : format("%.1f ms", micros / 1000);
  }

  static String bytes(double bytes) {
    if (bytes < 1024) {
      return format("%.0f B", bytes);
    }
    return bytes < 1 << 20 ? format("%.1f kB", bytes / 1024) : format("%.1f MB", bytes / (1 << 20));
  }

  static String rate(double perSecond) {
    return perSecond < 10 ? format("%.2f/s", perSecond) : format("%.0f/s", perSecond);
  }

  static String count(double count) {
    return count == Math.rint(count) ? format("%,.0f", count) : format("%.1f", count);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
