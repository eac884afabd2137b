package dev.cleave.cli.report;

import dev.cleave.cli.report.Recording.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What calls that are local now would cost over another binding: their number times what one call
 * was measured to cost.
 *
 * @param addedMicrosPerCall median latency that each call gains
 * @param addedMicrosPerRequest latency that an incoming request gains on average; {@code null}
 *     without a recording
 * @param cpuMillisPerSecond processor time, 1000 is one core; {@code null} without a recording
 * @param bytesPerSecond on the wire, contents included; {@code null} without a recording
 */
public record Prediction(
    String binding,
    double addedMicrosPerCall,
    Double addedMicrosPerRequest,
    Double cpuMillisPerSecond,
    Double bytesPerSecond) {

  /** For the calls to and from a module, over each remote binding. */
  static List<Prediction> of(String module, BindingTable table, Optional<Recording> recording) {
    List<Prediction> predictions = new ArrayList<>();
    for (String binding : table.remote()) {
      double perCall = table.addedMicros(binding);
      predictions.add(
          recording
              .map(recorded -> of(module, table, binding, recorded))
              .orElseGet(() -> new Prediction(binding, perCall, null, null, null)));
    }
    return predictions;
  }

  private static Prediction of(
      String module, BindingTable table, String binding, Recording recording) {
    double perCall = table.addedMicros(binding);
    double cpuMicros = table.addedCpuMicros(binding);
    List<Call> calls =
        recording.calls().stream()
            .filter(call -> call.touches(module) && !call.isRemote())
            .toList();
    double count = calls.stream().mapToLong(Call::count).sum();
    double inRequests = calls.stream().mapToLong(Call::inRequests).sum();
    double contents =
        calls.stream()
            .mapToDouble(
                call -> call.count() * (double) (call.requestBytes() + call.responseBytes()))
            .sum();
    double seconds = Math.max(recording.seconds(), 1e-3);
    long requests = recording.requests();
    return new Prediction(
        binding,
        perCall,
        requests == 0 ? 0 : inRequests / requests * perCall,
        count / seconds * cpuMicros / 1000,
        (count * table.bindings().get(binding).bytesPerCall() + contents) / seconds);
  }
}
