package dev.cleave.cli.route;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one process reports about one module.
 *
 * @param module its name
 * @param here whether this process has its service
 * @param wished the binding that its configuration asks for
 * @param effective the binding that calls take
 * @param reason why the two differ, or null
 * @param endpoint where calls over a remote binding go, or null
 * @param inFlight calls under way
 * @param draining calls that still finish on an earlier route
 * @param calls made since the process started
 * @param since when this route took effect
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModuleStatus(
    String module,
    boolean here,
    String wished,
    String effective,
    String reason,
    String endpoint,
    @JsonProperty("inFlight") int inFlight,
    int draining,
    long calls,
    String since) {}
