package dev.cleave.cli.route;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The instances behind one endpoint, as one process reports them.
 *
 * @param binding over which they are reached
 * @param endpoint as it is configured
 * @param balancer what decides where a call goes
 * @param problem what is wrong with the engine that knows them, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceGroup(
    String module,
    String binding,
    String endpoint,
    String balancer,
    String problem,
    List<Instance> instances) {

  /** A list that the process left out is empty. */
  public InstanceGroup {
    instances = instances == null ? List.of() : List.copyOf(instances);
  }

  /**
   * One of them.
   *
   * @param state {@code well}, {@code left-alone}, {@code tried} or {@code coming-back}
   * @param leftAloneUntil when it is tried again, or null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Instance(
      String url,
      String state,
      int weight,
      int inFlight,
      long calls,
      long failures,
      String leftAloneUntil) {}
}
