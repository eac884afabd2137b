package dev.cleave.runtime.cdi;

import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.Messaging.Outage;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Says in {@code /health/ready} how the broker is. A process whose broker is away stays ready: what
 * does not need it works, the rest is refused or kept, and another process would be no better off.
 */
final class BrokerHealth implements HealthCheck {
  private final Broker broker;

  BrokerHealth(Broker broker) {
    this.broker = broker;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<Outage> outage = broker.outage();
    HealthCheckResponseBuilder health =
        HealthCheckResponse.named("broker")
            .up()
            .withData("used", broker.isInUse())
            .withData("connected", broker.isInUse() && outage.isEmpty());
    outage.ifPresent(
        away ->
            health
                .withData("url", away.broker())
                .withData("awaySince", away.since().toString())
                .withData("reason", away.reason()));
    return health.build();
  }
}
