package dev.cleave.runtime.record;

/**
 * Calls of one method from one place over one binding.
 *
 * @param module that calls; {@code outside} for requests from the public port
 * @param caller {@code Class.method}, empty if no module calls
 * @param callee the module that is called
 * @param method {@code Contract.method}
 * @param count of calls that have ended
 * @param failures among them, declared exceptions included
 * @param requestBytes on average over a sample, as JSON
 * @param requests from outside during which it was called at least once, on the thread that they
 *     came in on
 * @param inRequests how many of the calls were made during those
 * @param maxPerRequest the most during one
 * @param suspended how many of the calls suspended a transaction
 */
public record RecordedCall(
    String module,
    String caller,
    String file,
    int line,
    String callee,
    String method,
    String binding,
    long count,
    long failures,
    double p50Micros,
    double p99Micros,
    long requestBytes,
    long responseBytes,
    long requests,
    long inRequests,
    long maxPerRequest,
    long suspended) {}
