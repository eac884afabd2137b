package dev.cleave.runtime.rest;

import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.rest.Following.Followed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;

/**
 * Has this process follow its configuration at once, and tells when it does; on the internal port
 * only. Where several processes must change together, each is asked and each answers.
 */
@Path("/cleave/follow")
@Produces("application/json")
public final class FollowResource {
  private static final long LONGEST_MILLIS = 30_000;

  private final CleaveConfig config;
  private final Following following;

  FollowResource(CleaveConfig config, Following following) {
    this.config = config;
    this.following = following;
  }

  /**
   * Follows the configuration.
   *
   * @param patienceMillis how long to wait for what is under way in the old way; with 0 only calls
   *     follow at once, messages and events in a moment
   */
  @POST
  public Followed follow(@QueryParam("patienceMillis") @DefaultValue("1000") long patienceMillis) {
    return following.follow(
        config.process(), Duration.ofMillis(Math.max(0, Math.min(patienceMillis, LONGEST_MILLIS))));
  }
}
