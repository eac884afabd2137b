package dev.cleave.runtime.instance;

import java.util.List;

/** An engine that is asked for the instances of one module; by one thread at a time. */
public interface InstanceSource extends AutoCloseable {
  /**
   * All instances there are now. May wait for the network, for a few seconds at most.
   *
   * @throws Exception if the engine cannot be asked, or its answer not be read
   */
  List<FoundInstance> instances() throws Exception;

  /** Lets go of connections. */
  @Override
  void close();
}
