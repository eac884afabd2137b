package dev.cleave.cli.report;

import dev.cleave.cli.report.Recording.Call;
import dev.cleave.verify.ContractCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One place that calls a contract: as the code has it, with what was recorded of it.
 *
 * @param from the calling module; {@code outside} for requests from the public port
 * @param caller {@code Class.method}
 * @param place its file and line
 * @param kind read, command or shared; empty if only the recording has it
 * @param transaction which transaction is open there; empty if none
 * @param measured what was recorded; {@code null} if nothing was
 */
public record CallRow(
    String from,
    String caller,
    String place,
    String to,
    String method,
    String kind,
    String transaction,
    Measured measured) {

  /**
   * Figures of a recording.
   *
   * @param perRequest calls per incoming request that makes it at all; 0 if only background work
   *     does
   */
  public record Measured(
      String binding,
      double perSecond,
      double perRequest,
      long maxPerRequest,
      double p50Micros,
      double p99Micros,
      long requestBytes,
      long responseBytes,
      long suspended) {

    static Measured of(Call call, double seconds) {
      return new Measured(
          call.binding(),
          call.count() / Math.max(seconds, 1e-3),
          call.perRequest(),
          call.maxPerRequest(),
          call.p50Micros(),
          call.p99Micros(),
          call.requestBytes(),
          call.responseBytes(),
          call.suspended());
    }
  }

  /**
   * The places in the code joined with the recording; places that only the recording knows come
   * too, such as the public port. A place recorded in several processes is a row for each.
   */
  static List<CallRow> join(
      List<ContractCall> code, Optional<Recording> recording, SourceTree sources) {
    Map<String, List<Call>> recorded = new TreeMap<>();
    for (Call call : recording.map(Recording::calls).orElse(List.of())) {
      recorded.computeIfAbsent(key(call), key -> new ArrayList<>()).add(call);
    }
    double seconds = recording.map(Recording::seconds).orElse(0.0);
    List<CallRow> rows = new ArrayList<>();
    for (ContractCall call : code) {
      List<Call> found = recorded.remove(key(call));
      if (found == null) {
        rows.add(row(call, sources, null));
      } else {
        found.forEach(one -> rows.add(row(call, sources, Measured.of(one, seconds))));
      }
    }
    recorded.values().stream()
        .flatMap(List::stream)
        .forEach(call -> rows.add(row(call, Measured.of(call, seconds))));
    rows.sort(
        Comparator.comparing(CallRow::from)
            .thenComparing(CallRow::to)
            .thenComparing(CallRow::method)
            .thenComparing(CallRow::place));
    return rows;
  }

  private static String key(ContractCall call) {
    return "%s %s %s:%d"
        .formatted(call.from(), call.method(), call.caller().file(), call.caller().line());
  }

  private static String key(Call call) {
    return "%s %s %s:%d".formatted(call.module(), call.method(), call.file(), call.line());
  }

  private static CallRow row(ContractCall call, SourceTree sources, Measured measured) {
    return new CallRow(
        call.from(),
        call.caller().member(),
        sources.place(call.caller()),
        call.to(),
        call.method(),
        call.kind().name().toLowerCase(java.util.Locale.ROOT),
        call.transaction(),
        measured);
  }

  private static CallRow row(Call call, Measured measured) {
    String place = call.line() > 0 ? call.file() + ":" + call.line() : call.file();
    return new CallRow(
        call.module(), call.caller(), place, call.callee(), call.method(), "", "", measured);
  }

  boolean isChatty() {
    return measured != null && measured.perRequest() > 1.5;
  }
}
