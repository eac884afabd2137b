package dev.cleave.runtime.route;

import dev.cleave.runtime.contract.ContractModel;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Puts guards around the remote bindings that routes are made of. */
public interface Guarding {
  /** No guards at all. */
  Guarding NONE =
      new Guarding() {
        @Override
        public Binding around(
            Binding binding, ContractModel contract, String way, Optional<URI> endpoint) {
          return binding;
        }

        @Override
        public void refresh() {}

        @Override
        public List<String> problems() {
          return List.of();
        }
      };

  /**
   * The binding with the guards of its way.
   *
   * @param way the word for it in routes, such as {@code rest} or {@code rest.next}
   */
  Binding around(Binding binding, ContractModel contract, String way, Optional<URI> endpoint);

  /**
   * Somebody is there at the end of a way that was not used just now: what was found out about it
   * before counts no more.
   */
  default void reached(String module, String way) {}

  /** Follows the configuration; what is wrong in it leaves the last value in effect. */
  void refresh();

  /** What is wrong with the configuration of the guards. */
  List<String> problems();
}
