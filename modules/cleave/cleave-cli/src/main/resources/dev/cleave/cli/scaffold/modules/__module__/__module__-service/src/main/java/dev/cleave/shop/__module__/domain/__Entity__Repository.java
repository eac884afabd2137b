package dev.cleave.shop.__module__.domain;

import dev.cleave.shop.__module__.New__Entity__;
import dev.cleave.shop.__module__.__Entity__;
import dev.cleave.shop.__module__.__Entity__Id;
import java.util.List;
import java.util.Optional;

/** All there are. They are never removed. */
public interface __Entity__Repository {
  /** Some in the order of their ids. */
  List<__Entity__> page(int offset, int limit);

  Optional<__Entity__> find(__Entity__Id id);

  /** Adds one under a new id. */
  __Entity__ add(New__Entity__ added);
}
