package dev.cleave.verify;

import java.util.List;

/**
 * What the code of one module says about its ties.
 *
 * @param contracts simple names of its contracts
 * @param calls of contracts of other modules, by place
 * @param pinned its methods with {@code @SharedTransaction}, which keep it in its callers' process
 * @param published its integration events
 * @param listeners its listeners, whoever publishes what they take
 */
public record ModuleFacts(
    String module,
    List<String> contracts,
    List<ContractCall> calls,
    List<Pinned> pinned,
    List<Published> published,
    List<Listening> listeners) {

  /** A method that joins its caller's transaction. */
  public record Pinned(String method, SourcePlace declared) {}

  /**
   * An event of the module.
   *
   * @param event its name
   * @param publishers the classes that can fire it
   */
  public record Published(String event, String type, List<String> publishers) {}

  /**
   * A listener.
   *
   * @param subscription {@code module.name}
   * @param event the name of what it takes
   * @param publisher the module that publishes it
   */
  public record Listening(
      String subscription, String event, String publisher, SourcePlace listener) {}
}
