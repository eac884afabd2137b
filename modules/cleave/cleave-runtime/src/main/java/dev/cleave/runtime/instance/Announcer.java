package dev.cleave.runtime.instance;

import java.util.Set;

/** Keeps an engine at what this process serves; used by one thread at a time. */
public interface Announcer extends AutoCloseable {
  /** How long an engine goes on naming a process that has died, in seconds, at most. */
  int EXPIRY_SECONDS = 10;

  /**
   * Registers what is not registered, renews what is, and takes out what was and is no more. Called
   * every two seconds; after a failure everything is to be registered anew.
   *
   * @throws Exception if the engine cannot be told
   */
  void announce(Set<Announcement> served) throws Exception;

  /** Takes everything out, as far as the engine can be told within a second or two. */
  @Override
  void close();
}
