package dev.cleave.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Service discoveries of Stork that are none of Cleave's. */
class StorkTest {
  private static final String TYPE = "stork.my-sums.service-discovery.type";
  private static final String LIST = "stork.my-sums.service-discovery.address-list";

  @AfterEach
  void forget() {
    System.clearProperty(TYPE);
    System.clearProperty(LIST);
  }

  @Test
  void a_service_that_the_application_configures_for_stork_is_found() {
    System.setProperty(TYPE, "static");
    System.setProperty(LIST, "localhost:9103,localhost:9104");
    try (CallingProcess caller = new CallingProcess(URI.create("stork:my-sums"))) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  caller.known().equals(List.of("http://localhost:9103", "http://localhost:9104")));
    }
  }

  @Test
  void a_service_that_is_not_configured_is_told_of() {
    try (CallingProcess caller = new CallingProcess(URI.create("stork:my-sums"))) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> caller.problem().filter(p -> p.contains(TYPE)).isPresent());
      assertThat(caller.known()).isEmpty();
    }
  }
}
