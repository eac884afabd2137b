package dev.cleave.runtime.guard;

import java.util.List;

/** The exceptions that a policy is about: those of one list, without those of another. */
record ExceptionSet(List<Class<?>> on, List<Class<?>> except) {
  boolean has(Throwable failure) {
    return except.stream().noneMatch(type -> type.isInstance(failure))
        && on.stream().anyMatch(type -> type.isInstance(failure));
  }
}
