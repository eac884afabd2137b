package dev.cleave.test;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The routes of one process, switched as operators switch them: by the file it watches. Works
 * inside the process and from outside. One thread at a time.
 */
public final class Routes {
  /** How long a switch may take; it is promised within a second, on a machine that is not busy. */
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final String GRPC = "grpc";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  private final Path file;
  private final URI internal;
  private final String secret;
  private final Optional<URI> grpc;

  /**
   * The routes of a process.
   *
   * @param file that it watches
   * @param internal the URL of its internal port
   * @param secret that its internal port asks for
   */
  public Routes(Path file, URI internal, String secret) {
    this(file, internal, secret, Optional.empty());
  }

  private Routes(Path file, URI internal, String secret, Optional<URI> grpc) {
    this.grpc = grpc;
    this.file = file;
    this.internal = internal;
    this.secret = secret;
  }

  /** The routes of the process in which this is called. */
  public static Routes ofThisProcess() {
    Config config = ConfigProvider.getConfig();
    return new Routes(
        Path.of(System.getenv("CLEAVE_CONFIG_FILE")),
        URI.create("http://localhost:" + config.getValue("cleave.internal.port", String.class)),
        config.getValue("cleave.internal.secret", String.class),
        config
            .getOptionalValue("cleave.grpc.port", String.class)
            .map(port -> URI.create("http://localhost:" + port)));
  }

  /** Where this process is reached by other processes, and by itself in a loopback. */
  public URI internal() {
    return internal;
  }

  /**
   * Where this process is reached by others over a binding.
   *
   * @throws IllegalStateException for {@code grpc} without a port for it
   */
  public URI endpoint(String binding) {
    return binding.equals(GRPC)
        ? grpc.orElseThrow(() -> new IllegalStateException("the process has no cleave.grpc.port"))
        : internal;
  }

  /** What the internal port asks of other processes. */
  public String secret() {
    return secret;
  }

  /** Sets the binding of a module, reached in this process, and returns when it is in effect. */
  public void set(String module, String binding) {
    set(module, binding, endpoint(binding));
  }

  /**
   * Sets the binding of a module and where {@code rest} or {@code grpc} leads, and returns when it
   * is in effect. With {@code jms} this process also takes the module's requests and events from
   * the broker.
   */
  public void set(String module, String binding, URI endpoint) {
    boolean isOverBroker = binding.equals("jms");
    wish(
        Map.of(
            "cleave.route." + module,
            binding,
            "cleave.endpoint." + module + (binding.equals(GRPC) ? ".grpc" : ".rest"),
            "" + endpoint,
            "cleave.serve." + module,
            isOverBroker ? "jms" : "",
            "cleave.listeners." + module,
            isOverBroker ? "jms" : "local"));
    await("the route of " + module + " becomes " + binding + " " + endpoint)
        .atMost(DEADLINE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> requireInEffect(module, binding, endpoint));
  }

  private void requireInEffect(String module, String binding, URI endpoint) {
    JsonNode status = status(module);
    boolean isWished = status.path("wished").asText().equals(binding);
    boolean leadsThere =
        !binding.equals("rest") && !binding.equals(GRPC)
            || status.path("endpoint").asText().equals(endpoint.toString());
    if (!isWished || !status.path("effective").asText().equals(binding) || !leadsThere) {
      throw new AssertionError(status.toString());
    }
  }

  /** Writes keys into the file, beside those that are there; returns at once. */
  public void wish(Map<String, String> keys) {
    rewrite(properties -> properties.putAll(keys));
  }

  /** Takes a key out of the file; returns at once. */
  public void withdraw(String key) {
    rewrite(properties -> properties.remove(key));
  }

  private void rewrite(Consumer<Properties> change) {
    Properties properties = new Properties();
    try {
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          properties.load(reader);
        }
      }
      Properties before = (Properties) properties.clone();
      change.accept(properties);
      if (properties.equals(before)) {
        return;
      }
      Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "routes", ".part");
      try (Writer writer = Files.newBufferedWriter(next)) {
        properties.store(writer, null);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the process says about one of its modules. */
  public JsonNode status(String module) {
    for (JsonNode each : status().path("modules")) {
      if (each.path("module").asText().equals(module)) {
        return each;
      }
    }
    throw new AssertionError("the process has no module " + module);
  }

  /** What the process says about itself. */
  public JsonNode status() {
    HttpRequest request =
        HttpRequest.newBuilder(internal.resolve("/cleave/status"))
            .header("Cleave-Secret", secret)
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError(internal + " answered " + response.statusCode());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
