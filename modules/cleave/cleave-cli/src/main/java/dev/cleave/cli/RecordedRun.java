package dev.cleave.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.cli.operation.Operations;
import dev.cleave.cli.report.Recording;
import dev.cleave.cli.report.Recordings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Has all processes record their calls for a while, and keeps what they saw. */
final class RecordedRun {
  /** How long after its time a recording may take to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long POLL_MILLIS = 100;

  private final Operations operations;
  private final Progress progress;

  RecordedRun(Operations operations, Progress progress) {
    this.operations = operations;
    this.progress = progress;
  }

  /**
   * Waits until the time is over.
   *
   * @return the file in {@code folder} in which the recording is kept
   * @throws CommandFailed when a process does not record, or has not ended
   */
  Path record(Duration time, Path folder) throws IOException, InterruptedException {
    long begin = progress.begin("Recording calls for " + time.toSeconds() + " s");
    operations.startRecording(time);
    Thread.sleep(time.toMillis());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<JsonNode> recorded = operations.recorded();
    while (recorded.stream().anyMatch(one -> one.path("recording").asBoolean())) {
      if (System.nanoTime() - deadline > 0) {
        throw new CommandFailed(
            "a process goes on recording: is cleave.record = true in its configuration?");
      }
      Thread.sleep(POLL_MILLIS);
      recorded = operations.recorded();
    }
    Recording recording = Recording.of(recorded);
    progress.done(
        "Recorded %d calls of %d places".formatted(recording.count(), recording.calls().size()),
        begin);
    return new Recordings(folder).add(recording);
  }
}
