package dev.cleave.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployedContractsTest {
  private static final String FIXTURES = "dev/cleave/verify/fixture/snapshot/";

  @TempDir Path folder;

  @Test
  void a_consumer_of_the_same_contract_notices_nothing() throws IOException {
    assertThat(served("recorded").breaksFor(served("recorded"), "ordering")).isEmpty();
  }

  @Test
  void an_old_consumer_notices_no_addition_and_a_new_one_that_it_is_missing() throws IOException {
    assertThat(served("added").breaksFor(served("recorded"), "ordering")).isEmpty();
    assertThat(served("recorded").breaksFor(served("added"), "ordering"))
        .anyMatch(broken -> broken.place().equals("reopen"));
  }

  @Test
  void a_changed_path_is_noticed() throws IOException {
    assertThat(served("broken").breaksFor(served("recorded"), "ordering"))
        .anyMatch(
            broken -> broken.what().equals("changed its path from \"/orders\" to \"/purchases\""));
  }

  @Test
  void a_module_that_one_of_both_does_not_know_is_not_compared() throws IOException {
    assertThat(served("broken").breaksFor(served("recorded"), "payments")).isEmpty();
  }

  @Test
  void numbers_that_mean_something_else_over_grpc_are_noticed() throws IOException {
    String before = "Order.id = 1\nOrder.lines = 2\nreserved Order.note = 3\n";

    assertThat(numbered("Order.id = 1\nOrder.lines = 2\nOrder.total = 4\n", before)).isEmpty();
    assertThat(numbered("Order.id = 1\nreserved Order.lines = 2\n", before)).isEmpty();
    Fixtures.assertOne(
        numbered("Order.id = 1\nOrder.lines = 5\n", before),
        "[field-numbers] module ordering: Ordering Order.lines",
        "has the number 2 there, and here has the number 5");
    Fixtures.assertOne(
        numbered("Order.id = 1\nOrder.lines = 2\nOrder.total = 3\n", before),
        "Ordering Order.note",
        "has the number 3 there, and here that number is Order.total");
  }

  private List<Violation> numbered(String served, String expected) throws IOException {
    return DeployedContracts.of(List.of(withNumbers("served", served)))
        .breaksFor(DeployedContracts.of(List.of(withNumbers("expected", expected))), "ordering");
  }

  private Path withNumbers(String name, String numbers) throws IOException {
    Path jar = folder.resolve(name + ".jar");
    Files.copy(
        jar("recorded", "META-INF/cleave/contracts/ordering.json"),
        jar,
        StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Path file = zip.getPath("META-INF/cleave/proto/ordering/Ordering.numbers");
      Files.createDirectories(file.getParent());
      Files.writeString(file, numbers);
    }
    return jar;
  }

  @Test
  void a_jar_without_a_snapshot_is_no_contract() throws IOException {
    Path jar = jar("recorded", "README");

    assertThat(DeployedContracts.isContract(jar)).isFalse();
    assertThat(DeployedContracts.of(List.of(jar)).modules()).isEmpty();
  }

  @Test
  void a_class_that_cannot_be_read_is_named_with_its_jar() throws IOException {
    Path jar = folder.resolve("broken.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      entry(zip, "META-INF/cleave/contracts/x.json", new byte[0]);
      entry(zip, "x/Broken.class", "no class".getBytes(StandardCharsets.UTF_8));
    }

    assertThatThrownBy(() -> DeployedContracts.of(List.of(jar)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken.jar");
  }

  private DeployedContracts served(String fixture) throws IOException {
    return DeployedContracts.of(List.of(jar(fixture, "META-INF/cleave/contracts/ordering.json")));
  }

  private Path jar(String fixture, String snapshot) throws IOException {
    Path jar = folder.resolve(fixture + ".jar");
    Path classes = Path.of("target/test-classes");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes.resolve(FIXTURES + fixture))) {
      entry(zip, snapshot, new byte[0]);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entry(zip, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return jar;
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
