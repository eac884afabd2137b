package dev.cleave.cli.operation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How the deliveries of one subscription stand.
 *
 * @param subscription module and name of the listener
 * @param publisher the module whose events it gets
 * @param event the type
 * @param generation counts up with every rebuild
 * @param state such as ACTIVE
 * @param backlog all deliveries not done yet
 * @param waiting those behind another one of their key
 * @param retrying those that failed and will be tried again
 * @param dead those that were given up
 * @param oldestAgeSeconds of the oldest one not done, 0 if there is none
 * @param deliveredPerSecond lately
 * @param retries failed attempts since the processes started
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Subscription(
    String subscription,
    String publisher,
    String event,
    int generation,
    String state,
    long backlog,
    long waiting,
    long retrying,
    long dead,
    double oldestAgeSeconds,
    double deliveredPerSecond,
    long retries) {

  String key() {
    return subscription + "/" + generation;
  }

  /** Two processes tell of the same tables, each of its own work. */
  Subscription and(Subscription other) {
    return new Subscription(
        subscription,
        publisher,
        event,
        generation,
        state,
        Math.max(backlog, other.backlog),
        Math.max(waiting, other.waiting),
        Math.max(retrying, other.retrying),
        Math.max(dead, other.dead),
        Math.max(oldestAgeSeconds, other.oldestAgeSeconds),
        deliveredPerSecond + other.deliveredPerSecond,
        retries + other.retries);
  }
}
