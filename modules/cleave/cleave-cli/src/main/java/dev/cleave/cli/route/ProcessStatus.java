package dev.cleave.cli.route;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;

/**
 * What one process reports about itself on its internal port.
 *
 * @param process its name
 * @param startedAt when it started
 * @param modules every module that it knows
 * @param guards how its guards around remote calls stand
 * @param serving modules whose requests and events it takes from the broker
 * @param instances of the modules that have several, or that an engine knows
 * @param problems what an operator should look at
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProcessStatus(
    String process,
    String startedAt,
    List<ModuleStatus> modules,
    List<GuardStatus> guards,
    List<String> serving,
    List<InstanceGroup> instances,
    List<String> problems) {

  /** A list that the process left out is empty. */
  public ProcessStatus {
    modules = modules == null ? List.of() : List.copyOf(modules);
    guards = guards == null ? List.of() : List.copyOf(guards);
    serving = serving == null ? List.of() : List.copyOf(serving);
    instances = instances == null ? List.of() : List.copyOf(instances);
    problems = problems == null ? List.of() : List.copyOf(problems);
  }

  /** What it reports about one module. */
  public Optional<ModuleStatus> module(String name) {
    return modules.stream().filter(module -> module.module().equals(name)).findFirst();
  }
}
