package dev.cleave.runtime.instance;

import java.net.URI;

/** Adapters to discovery engines; found as a {@link java.util.ServiceLoader} service. */
public interface DiscoveryProvider {
  /** Where the instances of a module are asked for; connects when it is asked. */
  InstanceSource source(Sought sought);

  /**
   * Where this process registers.
   *
   * @throws IllegalArgumentException if nobody can register in an engine of that kind
   */
  Announcer announcer(URI engine);
}
