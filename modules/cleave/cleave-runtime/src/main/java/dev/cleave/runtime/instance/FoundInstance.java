package dev.cleave.runtime.instance;

/**
 * What an engine says of an instance; not believed before it is checked.
 *
 * @param url of the port on which the binding is served
 * @param weight its share of calls beside others
 */
public record FoundInstance(String url, int weight) {}
