import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** A Eureka server on loopback that forgets a silent instance at once, run from its source. */
@EnableAutoConfiguration
@EnableEurekaServer
public class EurekaForTests {
  public static void main(String[] arguments) {
    SpringApplication server = new SpringApplication(EurekaForTests.class);
    server.setDefaultProperties(
        java.util.Map.of(
            "server.address", "127.0.0.1",
            "eureka.client.register-with-eureka", "false",
            "eureka.client.fetch-registry", "false",
            "eureka.server.enable-self-preservation", "false",
            "eureka.server.eviction-interval-timer-in-ms", "1000",
            "eureka.server.use-read-only-response-cache", "false",
            // an answer that was made while an instance registered is kept for so long; default: 180
            "eureka.server.response-cache-auto-expiration-in-seconds", "2",
            "eureka.server.wait-time-in-ms-when-sync-empty", "0",
            "spring.main.banner-mode", "off"));
    server.run(arguments);
  }
}
