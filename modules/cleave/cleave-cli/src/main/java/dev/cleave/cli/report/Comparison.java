package dev.cleave.cli.report;

import dev.cleave.cli.report.Recording.Call;
import java.util.List;
import java.util.Optional;

/**
 * A call that travels now: what was predicted from the time when it did not, and what was measured.
 *
 * @param localMicros its median when it was local; {@code null} if that was never recorded
 * @param predictedMicros that, or nothing, and what the binding adds
 */
public record Comparison(
    String from,
    String caller,
    String method,
    String binding,
    Double localMicros,
    double predictedMicros,
    double measuredMicros) {

  /**
   * For each remote call to or from the module.
   *
   * @param earlier recordings, newest first, in which it may have been local
   */
  static List<Comparison> of(
      String module, BindingTable table, Optional<Recording> now, List<Recording> earlier) {
    return now.stream()
        .flatMap(recording -> recording.calls().stream())
        .filter(call -> call.isRemote() && call.touches(module) && call.count() > 0)
        .filter(call -> table.bindings().containsKey(call.binding()))
        .map(call -> compare(call, table, earlier))
        .toList();
  }

  private static Comparison compare(Call call, BindingTable table, List<Recording> earlier) {
    Optional<Double> local =
        earlier.stream()
            .flatMap(recording -> recording.calls().stream())
            .filter(before -> !before.isRemote() && before.count() > 0)
            .filter(before -> before.method().equals(call.method()))
            .filter(before -> before.module().equals(call.module()))
            .filter(before -> before.caller().equals(call.caller()))
            .map(Call::p50Micros)
            .findFirst();
    return new Comparison(
        call.module(),
        call.caller(),
        call.method(),
        call.binding(),
        local.orElse(null),
        local.orElse(0.0) + table.addedMicros(call.binding()),
        call.p50Micros());
  }
}
