package dev.cleave.runtime.instance;

import java.net.URI;

/**
 * Instances that an engine is to be asked for.
 *
 * @param engine where it is, as configured
 * @param module whose instances
 * @param binding over which they serve: {@code rest} or {@code grpc}
 */
public record Sought(URI engine, String module, String binding) {}
