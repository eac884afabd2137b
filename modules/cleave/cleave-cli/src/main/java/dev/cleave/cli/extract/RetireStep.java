package dev.cleave.cli.extract;

import dev.cleave.cli.DatabaseStart;
import dev.cleave.cli.ServerStart;
import dev.cleave.cli.build.Deployment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The monolith is started anew from a WAR without the module's service: the code that nobody calls
 * any more is gone. Its public port is away meanwhile; where that matters, another instance stands
 * in behind the load balancer.
 */
record RetireStep(Extracting extracting) implements StepWork {

  @Override
  public Map<String, Object> forward() throws IOException, InterruptedException {
    return restart(true);
  }

  @Override
  public Map<String, Object> back() throws IOException, InterruptedException {
    return restart(false);
  }

  private Map<String, Object> restart(boolean withoutModule)
      throws IOException, InterruptedException {
    Instant begin = Instant.now();
    extracting.stop(Deployment.MONOLITH);
    extracting.keep(extracting.state().retired(withoutModule));
    new ServerStart(extracting.shop(), extracting.progress(), extracting.undo())
        .start(
            extracting.shop().repository().monolith(),
            new DatabaseStart(extracting.shop(), extracting.progress(), extracting.undo())
                .address());
    extracting.place(extracting.placement());
    return Map.of("away_ms", Duration.between(begin, Instant.now()).toMillis());
  }
}
