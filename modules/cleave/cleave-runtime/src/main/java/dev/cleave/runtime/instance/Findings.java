package dev.cleave.runtime.instance;

import dev.cleave.runtime.config.Endpoints;
import dev.cleave.runtime.config.Endpoints.Weighted;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An answer of an engine, checked.
 *
 * @param instances the instances that it names and that may be called
 * @param problem what is wrong with the rest of it
 */
record Findings(List<Weighted> instances, Optional<String> problem) {
  static final int MOST = 1000;
  private static final int SHOWN = 120;

  /**
   * Checks an answer. One wrong entry makes the whole worthless, since nobody can tell what else of
   * it is wrong; hosts that are not allowed are left out.
   *
   * @throws IllegalArgumentException if it cannot be used, with the reason
   */
  static Findings of(Sought sought, List<FoundInstance> found, AllowedHosts allowed) {
    if (found.isEmpty()) {
      throw wrong(sought, "names no instance");
    }
    if (found.size() > MOST) {
      throw wrong(sought, "names %d instances, more than %d".formatted(found.size(), MOST));
    }
    List<Weighted> instances = new ArrayList<>();
    Set<URI> urls = new HashSet<>();
    String refused = null;
    for (FoundInstance one : found) {
      URI url =
          Endpoints.url(one.url() == null ? "" : one.url())
              .orElseThrow(
                  () -> wrong(sought, "names " + excerpt(one.url()) + ", which is no URL"));
      if (one.weight() < 1 || one.weight() > 1000) {
        throw wrong(sought, "gives %s the weight %d".formatted(excerpt(one.url()), one.weight()));
      }
      if (!urls.add(url)) {
        throw wrong(sought, "names " + excerpt(one.url()) + " twice");
      }
      if (allowed.allow(url.getHost())) {
        instances.add(new Weighted(url, one.weight()));
      } else {
        refused = url.toString();
      }
    }
    Optional<String> problem =
        Optional.ofNullable(refused)
            .map(
                url ->
                    "%s names %s for the module %s, which cleave.discovery.hosts does not allow: add the host there if it may be shown the internal secret."
                        .formatted(sought.engine(), excerpt(url), sought.module()));
    if (instances.isEmpty()) {
      throw new IllegalArgumentException(problem.orElseThrow());
    }
    return new Findings(List.copyOf(instances), problem);
  }

  private static IllegalArgumentException wrong(Sought sought, String what) {
    return new IllegalArgumentException(
        "%s %s for the module %s over %s; the instances known before stay in use."
            .formatted(sought.engine(), what, sought.module(), sought.binding()));
  }

  private static String excerpt(String text) {
    String shown = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
    return shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "…";
  }
}
