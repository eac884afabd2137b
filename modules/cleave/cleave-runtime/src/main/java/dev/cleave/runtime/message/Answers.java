package dev.cleave.runtime.message;

import dev.cleave.CommandInProgress;
import dev.cleave.runtime.problem.ProblemDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The answers to commands that may be delivered once more, by the id of the request: a second
 * delivery waits for the first and gets its answer, so that a command that was refused is not
 * carried out by a copy that comes later. Kept until the request expires; of very many only the
 * latest.
 */
final class Answers {
  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Makes the answer. */
  interface Work {
    Message run() throws Messaging.Unprocessable;
  }

  private record Kept(String id, Instant until) {}

  private final Map<String, CompletableFuture<Message>> byId = new HashMap<>();
  private final Queue<Kept> kept = new ArrayDeque<>();

  /**
   * The answer to a request, which is worked out once.
   *
   * @param id the same for deliveries of the same request only
   */
  Message once(String id, Received received, Work work) throws Messaging.Unprocessable {
    CompletableFuture<Message> mine = new CompletableFuture<>();
    CompletableFuture<Message> first = begin(id, received, mine);
    if (first != mine) {
      return answerOf(first, received);
    }
    try {
      Message answer = work.run();
      mine.complete(answer);
      return answer;
    } catch (Messaging.Unprocessable | RuntimeException | Error e) {
      forget(id);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private synchronized CompletableFuture<Message> begin(
      String id, Received received, CompletableFuture<Message> mine) {
    Instant now = Instant.now();
    while (!kept.isEmpty()
        && (kept.size() >= MOST || kept.peek().until().isBefore(now))
        && isDone(kept.peek().id())) {
      byId.remove(kept.remove().id());
    }
    CompletableFuture<Message> first = byId.putIfAbsent(id, mine);
    if (first != null) {
      return first;
    }
    Instant longest = now.plus(LONGEST);
    Instant until = received.expiresAt().filter(longest::isAfter).orElse(longest);
    kept.add(new Kept(id, until));
    return mine;
  }

  private boolean isDone(String id) {
    CompletableFuture<Message> known = byId.get(id);
    return known == null || known.isDone();
  }

  private synchronized void forget(String id) {
    byId.remove(id);
  }

  /** Waits no longer than anybody waits for the answer. */
  private static Message answerOf(CompletableFuture<Message> first, Received received)
      throws Messaging.Unprocessable {
    Duration wait =
        received
            .expiresAt()
            .map(until -> Duration.between(Instant.now(), until))
            .filter(left -> left.compareTo(LONGEST) < 0)
            .orElse(LONGEST);
    try {
      return first.get(Math.max(wait.toMillis(), 0), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return CallMessages.problem(
          ProblemDocument.of(
              new CommandInProgress(
                  "The same request is being handled since its first delivery.")));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Messaging.Unprocessable unprocessable) {
        throw unprocessable;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
