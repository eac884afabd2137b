package dev.cleave.discovery;

import dev.cleave.runtime.instance.Announcement;
import dev.cleave.runtime.instance.FoundInstance;
import java.util.List;
import java.util.Set;

/** One engine, as far as Cleave needs it. Used by one thread at a time. */
interface Engine extends AutoCloseable {
  /** What the engine says of the instances of a module over a binding. */
  List<FoundInstance> instances(String module, String binding) throws Exception;

  /** See {@link dev.cleave.runtime.instance.Announcer#announce}. */
  void announce(Set<Announcement> served) throws Exception;

  /** Takes out what was announced, and lets go of connections. */
  @Override
  void close();
}
