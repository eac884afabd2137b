package dev.cleave.cli.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.http.Http;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks processes what they have found by comparing answers. */
public final class DiffsClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String internalSecret;

  /** Asks with the secret that processes share. */
  public DiffsClient(String internalSecret) {
    this.internalSecret = internalSecret;
  }

  /**
   * What all {@code processes} have found.
   *
   * @param module the only one to ask for, if present
   * @throws IOException when one does not answer; the message says what it did
   */
  public ParallelRuns ask(Collection<RunningProcess> processes, Optional<String> module)
      throws IOException {
    List<Diffs> answers = new ArrayList<>();
    for (RunningProcess process : processes) {
      String url =
          "http://localhost:%d/cleave/diffs%s"
              .formatted(process.internalPort(), module.map(one -> "?module=" + one).orElse(""));
      Http.Answer answer = Http.get(url, Map.of("Cleave-Secret", internalSecret));
      if (answer.status() != 200) {
        throw new IOException(
            "%s does not tell what it compared: %s answered %d"
                .formatted(process.name(), url, answer.status()));
      }
      answers.add(JSON.readValue(answer.body(), Diffs.class));
    }
    return ParallelRuns.of(answers);
  }
}
