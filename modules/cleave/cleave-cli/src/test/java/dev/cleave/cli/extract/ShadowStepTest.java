package dev.cleave.cli.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Secrets;
import dev.cleave.cli.Shop;
import dev.cleave.cli.Workspace;
import dev.cleave.cli.operation.StubProcess;
import dev.cleave.cli.process.ProcessTable;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step of an extraction, with a monolith that answers what it is told to. */
class ShadowStepTest {

  private static final String DIFFS = "GET /cleave/diffs?module=payments";

  @TempDir private Path root;
  private final Undo undo = new Undo(() -> {});
  private StubProcess monolith;
  private Workspace workspace;
  private ShadowStep step;

  @BeforeEach
  void a_module_runs_in_a_second_process_too() throws IOException {
    Path service = root.resolve("modules/payments/payments-service");
    Files.createDirectories(service);
    Files.createFile(service.resolve("pom.xml"));
    Files.createFile(root.resolve("pom.xml"));
    Files.createDirectories(root.resolve("app-server-config"));
    Files.writeString(
        root.resolve("app-server-config/ports.properties"),
        "monolith=1\npayments=2\nartemis=3\namqp=4\n");
    workspace = new Workspace(root);
    monolith = new StubProcess("monolith", new Secrets(workspace.secrets()).internalSecret());
    new ProcessTable(workspace.run()).add(monolith.process());
    monolith.answer("GET /cleave/status", 200, status("local, shadow rest"));
    Shop shop = Shop.open(workspace, Map.of());
    shop.extractions()
        .write(
            new Extraction("payments", Step.START, "payments", Extraction.HOME, false, List.of()));
    step =
        new ShadowStep(
            new Extracting(
                shop,
                "payments",
                new Progress(new PrintWriter(Writer.nullWriter())),
                undo,
                new Extracting.Options(
                    0, Duration.ofMillis(1), Duration.ofSeconds(1), Sabotage.NONE)));
  }

  @AfterEach
  void stop() {
    monolith.close();
    undo.close();
  }

  @Test
  void answers_that_agree_let_it_go_on_with_its_figures() throws Exception {
    monolith.answer(DIFFS, 200, found(40, 0));

    assertThat(step.forward()).isEqualTo(Map.of("compared", 40L, "different", 0L, "failed", 2L));
    assertThat(wished()).contains("cleave.route.payments=local, shadow rest");
  }

  @Test
  void a_difference_stops_it_and_the_new_process_is_asked_no_more() throws Exception {
    monolith.answer("GET /cleave/status", 200, status("local")).answer(DIFFS, 200, found(40, 3));

    assertThatThrownBy(step::forward)
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("3 of 40 reads of payments")
        .hasMessageContaining("./cleave route --diffs payments");
    assertThat(wished()).contains("cleave.route.payments=local").doesNotContain("shadow");
  }

  @Test
  void a_process_that_does_not_tell_what_it_compared_stops_it_too() throws Exception {
    monolith.answer("GET /cleave/status", 200, status("local"));

    assertThatThrownBy(step::forward)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("monolith does not tell what it compared");
    assertThat(wished()).doesNotContain("shadow");
  }

  private String wished() throws IOException {
    return Files.readString(workspace.run().resolve("monolith.properties"));
  }

  private static String status(String route) {
    return """
        {"process":"monolith","serving":["payments"],"modules":[{"module":"payments","here":true,"wished":"%s",
         "effective":"%s"}]}
        """
        .formatted(route, route);
  }

  private static String found(long compared, long different) {
    return """
        {"process":"monolith","modules":[{"module":"payments","methods":[
         {"method":"Payments.wallet","compared":%d,"different":%d,"failed":2}]}]}
        """
        .formatted(compared, different);
  }
}
