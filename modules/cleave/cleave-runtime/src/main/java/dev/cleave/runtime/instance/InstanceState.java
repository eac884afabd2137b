package dev.cleave.runtime.instance;

import java.util.Locale;

/** How it is with one instance, as this process sees it. */
public enum InstanceState {
  /** Gets its share of calls. */
  WELL,
  /** Failed several times in a row, and gets no calls for a while. */
  LEFT_ALONE,
  /** Is being asked whether it serves again. */
  TRIED,
  /** Serves again, and gets a small share of calls that grows. */
  COMING_BACK;

  /** As it is shown. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
