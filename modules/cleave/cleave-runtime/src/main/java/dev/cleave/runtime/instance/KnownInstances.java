package dev.cleave.runtime.instance;

import dev.cleave.runtime.config.Endpoints.Weighted;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The instances of a module over one binding, whatever endpoint names them: what is known of one is
 * kept when a list of which it is a part changes.
 */
final class KnownInstances {
  private final Map<URI, Instance> known = new ConcurrentHashMap<>();

  /** The instances of a list, in its order. */
  Instance[] of(List<Weighted> list) {
    Map<URI, Instance> instances = new LinkedHashMap<>();
    for (Weighted one : list) {
      Instance instance = known.computeIfAbsent(one.url(), url -> new Instance(url, one.weight()));
      instance.weighs(one.weight());
      instances.put(one.url(), instance);
    }
    return instances.values().toArray(Instance[]::new);
  }

  /** Forgets those of {@code before} that are not among {@code after}. */
  void replace(Instance[] before, Instance[] after, Consumer<Instance> gone) {
    List<Instance> stay = Arrays.asList(after);
    for (Instance instance : before) {
      if (!stay.contains(instance)) {
        known.remove(instance.url(), instance);
        gone.accept(instance);
      }
    }
  }
}
