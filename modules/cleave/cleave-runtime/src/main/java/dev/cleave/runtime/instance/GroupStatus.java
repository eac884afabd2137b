package dev.cleave.runtime.instance;

import java.util.List;
import java.util.Optional;

/**
 * The instances behind one endpoint as this process sees them.
 *
 * @param binding over which they are reached
 * @param endpoint as it is configured
 * @param balancer what decides where a call goes
 * @param problem what is wrong with the engine or its answers now
 */
public record GroupStatus(
    String module,
    String binding,
    String endpoint,
    String balancer,
    Optional<String> problem,
    List<InstanceStatus> instances) {}
