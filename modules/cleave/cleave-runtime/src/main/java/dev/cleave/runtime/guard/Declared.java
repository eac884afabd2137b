package dev.cleave.runtime.guard;

import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.guard.PolicyKeys.Key;
import dev.cleave.runtime.guard.PolicyKeys.Level;
import java.lang.annotation.Annotation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One policy of a method: each value is that of a key, else of the annotation, else a default. */
final class Declared<A extends Annotation> {
  private final ContractMethod method;
  private final String policy;
  private final PolicyKeys keys;
  private final A annotation;
  private final Level level;

  Declared(ContractMethod method, Class<A> type, PolicyKeys keys) {
    this.method = method;
    this.policy = type.getSimpleName();
    this.keys = keys;
    A own = method.method().getAnnotation(type);
    this.annotation = own == null ? method.contract().type().getAnnotation(type) : own;
    Level written = own != null ? Level.METHOD : annotation != null ? Level.CLASS : Level.ALL;
    this.level =
        keys.mostSpecific(method, policy).filter(l -> l.compareTo(written) < 0).orElse(written);
  }

  boolean isAnnotated() {
    return annotation != null;
  }

  boolean isOn() {
    return keys.isOn(method, policy);
  }

  /** Those who share what the policy counts: the method, its contract, or all of the module. */
  String scope() {
    return switch (level) {
      case METHOD -> method.name();
      case CLASS -> method.contract().name();
      case ALL -> method.contract().module();
    };
  }

  Optional<Key> key(String parameter) {
    return keys.find(method, policy, parameter);
  }

  private <T> T orElse(Function<A, T> written, T otherwise) {
    return annotation == null ? otherwise : written.apply(annotation);
  }

  long number(String parameter, Function<A, Number> written, long otherwise, long min, long max) {
    Key key = key(parameter).orElse(null);
    if (key == null) {
      return within(parameter, orElse(written, otherwise).longValue(), min, max);
    }
    try {
      long number = Long.parseLong(key.value());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the message, which says all that the exception does
    }
    throw key.refused("a number from %d to %d".formatted(min, max));
  }

  private long within(String parameter, long number, long min, long max) {
    if (number < min || number > max) {
      throw new IllegalArgumentException(
          "@%s(%s = %d) at %s: write a number from %d to %d."
              .formatted(policy, parameter, number, method.name(), min, max));
    }
    return number;
  }

  double ratio(String parameter, Function<A, Double> written, double otherwise) {
    Key key = key(parameter).orElse(null);
    try {
      double ratio = key == null ? orElse(written, otherwise) : Double.parseDouble(key.value());
      if (ratio > 0 && ratio <= 1) {
        return ratio;
      }
    } catch (NumberFormatException e) {
      // falls through to the message
    }
    throw key == null
        ? new IllegalArgumentException(
            "@%s(%s) at %s: write a number above 0, at most 1."
                .formatted(policy, parameter, method.name()))
        : key.refused("a number above 0, at most 1");
  }

  /** A duration that is written as a number and a unit; {@code otherwise} is in milliseconds. */
  Duration duration(
      String parameter,
      String unitParameter,
      Function<A, Number> written,
      Function<A, ChronoUnit> writtenUnit,
      long otherwise) {
    long number = number(parameter, written, otherwise, 0, Duration.ofDays(1).toMillis());
    ChronoUnit unit = unit(unitParameter, writtenUnit);
    try {
      Duration duration = Duration.of(number, unit);
      if (duration.compareTo(Duration.ofDays(1)) <= 0) {
        return duration;
      }
    } catch (ArithmeticException | DateTimeException e) {
      // too many of the unit, or a unit longer than a day: falls through to the message
    }
    throw new IllegalArgumentException(
        "%s of @%s at %s is longer than a day: %d %s."
            .formatted(parameter, policy, method.name(), number, unit));
  }

  private ChronoUnit unit(String parameter, Function<A, ChronoUnit> written) {
    Key key = key(parameter).orElse(null);
    if (key == null) {
      return orElse(written, ChronoUnit.MILLIS);
    }
    return Arrays.stream(ChronoUnit.values())
        .filter(unit -> unit.compareTo(ChronoUnit.DAYS) <= 0)
        .filter(unit -> unit.name().equals(key.value().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                key.refused(
                    Arrays.stream(ChronoUnit.values())
                        .filter(unit -> unit.compareTo(ChronoUnit.DAYS) <= 0)
                        .map(ChronoUnit::name)
                        .collect(Collectors.joining(", ", "one of ", ""))));
  }

  /** The exceptions that a policy is about. */
  ExceptionSet exceptions(
      String on,
      Function<A, Class<? extends Throwable>[]> writtenOn,
      String except,
      Function<A, Class<? extends Throwable>[]> writtenExcept) {
    List<Class<?>> all = List.of(Throwable.class);
    return new ExceptionSet(
        classes(on, annotation == null ? all : List.of(writtenOn.apply(annotation))),
        classes(except, annotation == null ? List.of() : List.of(writtenExcept.apply(annotation))));
  }

  private List<Class<?>> classes(String parameter, List<? extends Class<?>> otherwise) {
    Key key = key(parameter).orElse(null);
    if (key == null) {
      return List.copyOf(otherwise);
    }
    return Arrays.stream(key.value().split(","))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .<Class<?>>map(name -> throwable(key, name))
        .toList();
  }

  private Class<?> throwable(Key key, String name) {
    try {
      Class<?> type = Class.forName(name, false, method.contract().type().getClassLoader());
      if (Throwable.class.isAssignableFrom(type)) {
        return type;
      }
    } catch (ClassNotFoundException e) {
      // falls through to the message
    }
    throw key.refused(
        "names of exceptions, separated by commas (%s is none that this application has)"
            .formatted(name));
  }
}
