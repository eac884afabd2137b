package dev.cleave.runtime.rest;

import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.Operator;
import dev.cleave.runtime.event.DeadLetter;
import dev.cleave.runtime.event.EventOperations;
import dev.cleave.runtime.event.SubscriptionStatus;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The deliveries of events that modules of this process published; for operators. */
@Path("/cleave/events")
@Produces("application/json")
public final class EventsResource {
  private final EventOperations events;

  /** How all subscriptions stand. */
  public record Overview(List<SubscriptionStatus> subscriptions) {}

  /** What was given up. */
  public record DeadLetters(List<DeadLetter> dead) {}

  /**
   * What to deliver again.
   *
   * @param eventId of one dead letter; empty for all of the subscription
   */
  public record Replay(String subscription, Optional<UUID> eventId) {}

  /** How many deliveries are made again. */
  public record Replayed(int replayed) {}

  EventsResource(EventOperations events) {
    this.events = events;
  }

  @GET
  @Operator
  public Overview subscriptions() throws SQLException {
    return new Overview(events.subscriptions());
  }

  @GET
  @Operator
  @Path("dead")
  public DeadLetters dead() throws SQLException {
    return new DeadLetters(events.deadLetters());
  }

  @POST
  @Operator
  @Path("replay")
  @Consumes("application/json")
  public Replayed replay(Replay replay) throws SQLException {
    if (replay.subscription() == null || replay.subscription().isBlank()) {
      String message = "must name a subscription";
      throw new InvalidRequest(
          "The request is invalid: subscription " + message + ".",
          List.of(new Violation("subscription", message)));
    }
    int replayed =
        events
            .replay(replay.subscription(), replay.eventId())
            .orElseThrow(() -> unknown(replay.subscription()));
    if (replayed == 0) {
      throw nothingParked(replay);
    }
    return new Replayed(replayed);
  }

  private WebApplicationException unknown(String subscription) {
    return problem(
        404,
        "cleave.no-such-subscription",
        "No module of this process publishes to a subscription \"%s\": GET /cleave/events lists those there are."
            .formatted(subscription));
  }

  private WebApplicationException nothingParked(Replay replay) throws SQLException {
    List<UUID> parked =
        events.deadLetters().stream()
            .filter(letter -> letter.subscription().equals(replay.subscription()))
            .map(DeadLetter::eventId)
            .limit(10)
            .toList();
    return problem(
        409,
        "cleave.nothing-parked",
        "Nothing is parked for %s%s; %s."
            .formatted(
                replay.subscription(),
                replay.eventId().map(id -> " under the event id " + id).orElse(""),
                parked.isEmpty() ? "it has no dead letters" : "its dead letters are " + parked));
  }

  private static WebApplicationException problem(int status, String code, String detail) {
    return new WebApplicationException(ProblemResponse.of(status, code, detail));
  }
}
