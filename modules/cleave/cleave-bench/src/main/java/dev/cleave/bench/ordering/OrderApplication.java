package dev.cleave.bench.ordering;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Publishes the resource beside the toolkit's application. */
@ApplicationPath("/orders")
public class OrderApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(OrderResource.class);
  }
}
