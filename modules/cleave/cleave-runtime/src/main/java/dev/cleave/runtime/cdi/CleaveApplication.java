package dev.cleave.runtime.cdi;

import dev.cleave.runtime.process.ProcessParts;
import dev.cleave.runtime.rest.RestEdge;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Publishes every contract of the application as a route-aware resource, in every process. */
@ApplicationPath("/")
public class CleaveApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of();
  }

  @Override
  public Set<Object> getSingletons() {
    return RestEdge.singletons(CDI.current().select(ProcessParts.class).get());
  }
}
