package dev.cleave.runtime.instance;

import java.net.URI;
import java.util.ServiceLoader;

/** Finds the adapters to discovery engines, which are a library of their own. */
final class Engines {
  private Engines() {}

  /**
   * The adapters.
   *
   * @throws IllegalArgumentException if the application has none
   */
  static DiscoveryProvider provider(URI engine) {
    return ServiceLoader.load(DiscoveryProvider.class, Engines.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s cannot be asked for instances: the application has no adapters to discovery engines; add cleave-discovery to its dependencies."
                        .formatted(engine)));
  }
}
