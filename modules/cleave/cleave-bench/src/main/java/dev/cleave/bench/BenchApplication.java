package dev.cleave.bench;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The hand-written side, beside the toolkit's application. */
@ApplicationPath("/bench")
public class BenchApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(HandWrittenResource.class, BenchResource.class, GrpcResource.class);
  }
}
