package dev.cleave.cli.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.http.Http;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.util.Map;

/** Asks a process for its status. */
public final class StatusClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String internalSecret;

  /** Asks with the secret that processes share. */
  public StatusClient(String internalSecret) {
    this.internalSecret = internalSecret;
  }

  /**
   * The status of {@code process}.
   *
   * @throws IOException when it does not answer, or not with a status; the message says what it did
   */
  public ProcessStatus status(RunningProcess process) throws IOException {
    String url = "http://localhost:" + process.internalPort() + "/cleave/status";
    Http.Answer answer = Http.get(url, Map.of("Cleave-Secret", internalSecret));
    if (answer.status() != 200) {
      throw new IOException(url + " answered " + answer.status());
    }
    return JSON.readValue(answer.body(), ProcessStatus.class);
  }
}
