package dev.cleave.runtime.route;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The bindings of this version, as written in {@code cleave.route.<module>}. */
public enum BindingKind {
  LOCAL,
  REST,
  JMS,
  GRPC;

  /** The binding of that name, if there is one. */
  public static Optional<BindingKind> of(String name) {
    return Stream.of(values()).filter(kind -> kind.toString().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
