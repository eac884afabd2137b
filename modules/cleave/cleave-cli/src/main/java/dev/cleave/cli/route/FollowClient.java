package dev.cleave.cli.route;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.http.Http;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Has processes follow their configuration at once, and says when they do. */
public final class FollowClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String internalSecret;

  /** Asks with the secret that processes share. */
  public FollowClient(String internalSecret) {
    this.internalSecret = internalSecret;
  }

  /**
   * What one process answers.
   *
   * @param epoch the edition of the wishes that it follows
   * @param pending what is still under way in the old way, one sentence each
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Followed(long epoch, List<String> pending) {

    /** A list that the process left out is empty. */
    public Followed {
      pending = pending == null ? List.of() : List.copyOf(pending);
    }
  }

  /**
   * Whether a process follows.
   *
   * @param follows the edition that it was told
   * @param pending what is still under way in the old way, or why it does not follow
   */
  public record Answer(boolean follows, List<String> pending) {

    static Answer no(String why) {
      return new Answer(false, List.of(why));
    }

    /** Whether it follows and nothing is under way in the old way. */
    public boolean isDone() {
      return follows && pending.isEmpty();
    }

    /** Why it is not done. */
    public String explanation() {
      return String.join("; ", pending);
    }
  }

  /**
   * Tells all {@code processes} at the same time to follow {@code epoch}.
   *
   * @param patience how long each waits for what is under way in the old way
   * @return what each answers
   */
  public SortedMap<String, Answer> follow(
      Collection<RunningProcess> processes, long epoch, Duration patience) {
    Map<String, CompletableFuture<Answer>> asked = new TreeMap<>();
    for (RunningProcess process : processes) {
      asked.put(process.name(), new CompletableFuture<>());
      // a thread each: they wait, and must wait at the same time
      new Thread(() -> asked.get(process.name()).complete(ask(process, epoch, patience))).start();
    }
    SortedMap<String, Answer> answers = new TreeMap<>();
    asked.forEach((process, answer) -> answers.put(process, answer.join()));
    return answers;
  }

  private Answer ask(RunningProcess process, long epoch, Duration patience) {
    String url =
        "http://localhost:%d/cleave/follow?patienceMillis=%d"
            .formatted(process.internalPort(), patience.toMillis());
    try {
      Http.Answer answer = Http.post(url, Map.of("Cleave-Secret", internalSecret), "");
      if (answer.status() != 200) {
        return Answer.no(
            "it answered " + answer.status() + " when told to follow its configuration");
      }
      Followed followed = JSON.readValue(answer.body(), Followed.class);
      if (followed.epoch() < epoch) {
        return Answer.no("it follows edition %d, not yet %d".formatted(followed.epoch(), epoch));
      }
      return new Answer(true, followed.pending());
    } catch (IOException silent) {
      return Answer.no("it does not answer: " + silent.getMessage());
    }
  }
}
