package dev.cleave.cli.route;

/**
 * A second process that has a module, beside the one that is its home.
 *
 * @param process its name
 * @param kind what it gets
 * @param percent of the calls
 */
public record Trial(String process, Kind kind, int percent) {

  /** What the second process gets. */
  public enum Kind {
    /** Nothing: it runs, and shares the work of delivering the module's events. */
    BESIDE,
    /** Copies of reads, whose answers are compared and dropped. */
    SHADOW,
    /** A share of the calls. */
    SHARE
  }

  /** Gets nothing yet. */
  public static Trial beside(String process) {
    return new Trial(process, Kind.BESIDE, 0);
  }

  /** Gets copies of all reads. */
  public static Trial shadow(String process) {
    return new Trial(process, Kind.SHADOW, 100);
  }

  /** Gets {@code percent} of the calls. */
  public static Trial share(String process, int percent) {
    return new Trial(process, Kind.SHARE, percent);
  }

  /** The route of a caller that reaches the home over {@code usual}. */
  String routeBeside(Binding usual) {
    String second = usual == Binding.LOCAL ? "rest" : usual.word() + "." + VARIANT;
    return switch (kind) {
      case BESIDE -> usual.word();
      case SHADOW -> usual.word() + ", shadow " + second;
      case SHARE -> "%s:%d, %s:%d".formatted(usual.word(), 100 - percent, second, percent);
    };
  }

  /** What the endpoint of the second process is called where the home is remote too. */
  static final String VARIANT = "next";
}
