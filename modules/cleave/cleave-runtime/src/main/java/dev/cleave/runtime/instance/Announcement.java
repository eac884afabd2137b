package dev.cleave.runtime.instance;

import java.net.URI;

/**
 * That this process serves a module.
 *
 * @param process its name, unique among the instances of the module
 * @param module what it serves
 * @param binding over what: {@code rest} or {@code grpc}
 * @param url of the port
 * @param weight its share of calls beside others
 */
public record Announcement(String process, String module, String binding, URI url, int weight) {}
