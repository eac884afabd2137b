package dev.cleave.shop.ordering.application;

import dev.cleave.saga.Saga;
import dev.cleave.saga.SagaDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Undoes a confirmed order, unless something of it was sent. Only that answer turns it back: a
 * shipping module that cannot be reached is waited for, because an order whose shipment may have
 * been called off cannot stay confirmed.
 */
@ApplicationScoped
public class Cancellation implements Saga<OrderToCarryOut> {
  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(3650);

  private UndoneOrders undone;
  private OrderBook book;

  /** For the container's client proxy. */
  Cancellation() {}

  @Inject
  public Cancellation(UndoneOrders undone, OrderBook book) {
    this.undone = undone;
    this.book = book;
  }

  @Override
  public SagaDefinition<OrderToCarryOut> definition() {
    return SagaDefinition.named("ordering.cancellation.v1", OrderToCarryOut.class)
        .step("call-off", undone::callOff)
        .within(AS_LONG_AS_IT_TAKES)
        .step("pay-back", undone::reverse)
        .pointOfNoReturn()
        .step("give-back", undone::release)
        .onFinished(order -> book.finishCancelling(order.order()))
        .onCompensated((order, failure) -> book.keep(order.order(), failure.reason()))
        .define();
  }
}
