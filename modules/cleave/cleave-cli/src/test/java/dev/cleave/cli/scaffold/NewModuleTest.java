package dev.cleave.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.source.util.JavacTask;
import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.build.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Works on a copy of what this repository has of files that list modules. */
class NewModuleTest {
  private static final Path THIS_REPOSITORY = Path.of("../../..").toAbsolutePath().normalize();
  private static final Path TEMPLATES =
      Path.of("src/main/resources/dev/cleave/cli/scaffold").toAbsolutePath();

  @TempDir private Path root;

  @BeforeEach
  void copyWhatListsModules() throws IOException {
    copy("pom.xml");
    copy("CODEOWNERS");
    copy("app-server-config/ports.properties");
    copy("modules/monolith/pom.xml");
    copy("modules/monolith/src/main/liberty/config/server.xml");
    copy("modules/monolith/src/test/liberty/config/server.xml");
    for (String module : new Repository(THIS_REPOSITORY).modules()) {
      for (String part : List.of("contract", "service", "app")) {
        copy("modules/%1$s/%1$s-%2$s/pom.xml".formatted(module, part));
      }
      copy(
          "modules/%1$s/%1$s-contract/src/main/resources/META-INF/cleave/contracts/%1$s.json"
              .formatted(module));
    }
  }

  @Test
  void a_module_is_entered_in_every_line_in_which_another_one_is() throws IOException {
    Map<Path, String> before = tree();
    make("reviews");

    assertThat(new Repository(root).extractable()).contains("reviews");
    Map<Path, String> files = tree();
    files.keySet().retainAll(before.keySet());
    // What stands in the other module's own folder is its own matter.
    files.keySet().removeIf(file -> file.startsWith("modules/notifications"));
    files.forEach(
        (file, text) ->
            assertThat(linesOf("reviews", text))
                .as(file.toString())
                .isEqualTo(linesOf("notifications", text)));
    assertThat(text("app-server-config/ports.properties")).contains("\nreviews=9088\n");
    assertThat(text("CODEOWNERS")).contains("\n/modules/reviews/           @cleave/reviews\n");
  }

  @Test
  void its_own_process_has_the_contracts_of_all_modules_like_any_other() throws IOException {
    make("reviews");

    assertThat(contractsIn("reviews"))
        .hasSize(8)
        .containsExactlyInAnyOrderElementsOf(contractsIn("shipping"));
    assertThat(text("modules/reviews/reviews-app/pom.xml")).contains("<version>${project.version}");
  }

  @ParameterizedTest
  @CsvSource({"reviews, Review", "ox, Ab", "abcdefghijklmnopqrst, AbcdefgHijklmnop"})
  void its_files_are_complete_and_well_formed_whatever_it_is_called(String module, String entity)
      throws Exception {
    Map<Path, String> before = tree();
    new NewModule(root, root.resolve(".cleave/new-module"))
        .make(new Names(module, entity), OptionalInt.empty());

    Map<Path, String> made = tree();
    made.keySet().removeAll(before.keySet());
    assertThat(made).hasSize(Files.readAllLines(TEMPLATES.resolve("index.txt")).size());
    for (Path file : made.keySet()) {
      assertThat(file.toString()).doesNotContain("__module__").doesNotContain("__Entity__");
      assertThat(made.get(file)).as(file.toString()).doesNotContainPattern("__[a-zA-Z]");
      requireWellFormed(file, made.get(file));
    }
  }

  @Test
  void the_index_lists_every_template() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      assertThat(Files.readAllLines(TEMPLATES.resolve("index.txt")))
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(file -> Files.isRegularFile(file) && !file.getParent().equals(TEMPLATES))
                  .map(file -> TEMPLATES.relativize(file).toString())
                  .toList());
    }
  }

  @Test
  void a_second_module_gets_the_next_port_and_its_own_place() throws IOException {
    make("reviews");
    make("returns");

    assertThat(text("app-server-config/ports.properties"))
        .contains("\nreviews=9088\nreturns=9089\n");
    assertThat(contractsIn("reviews"))
        .hasSize(9)
        .containsExactlyInAnyOrderElementsOf(contractsIn("returns"));
    assertThat(text("pom.xml"))
        .contains(
            """
                <module>modules/reviews/reviews-app</module>
                <module>modules/returns/returns-contract</module>
            """);
  }

  @Test
  void a_third_one_does_not_get_the_port_of_another_program() throws IOException {
    for (String module : List.of("reviews", "returns", "coupons")) {
      make(module);
    }

    // 9090 and 9091 are those of the benchmarks.
    assertThat(text("app-server-config/ports.properties")).contains("\ncoupons=9092\n");
  }

  @ParameterizedTest
  @CsvSource({
    "9083, inventory",
    "9183, inventory",
    "8983, inventory",
    "9432, postgres",
    "80, 1024",
    "65500, 1024"
  })
  void a_taken_port_is_refused_naming_who_has_it(int port, String reason) throws IOException {
    refused("reviews", OptionalInt.of(port), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "notifications, modules/notifications exists",
    "money, modules/money exists",
    "halfmade, modules/halfmade exists",
    "yardstick, yardstick is in app-server-config/ports.properties already",
    "wallets, belongs to payments.",
    "products, belongs to catalog.Catalog"
  })
  void what_is_there_already_is_refused(String module, String reason) throws IOException {
    Files.createDirectories(root.resolve("modules/money"));
    Files.createDirectories(root.resolve("modules/halfmade"));
    refused(module, OptionalInt.empty(), reason);
  }

  @Test
  void a_type_of_another_contract_is_refused_since_apis_are_described_by_simple_names()
      throws IOException {
    Map<Path, String> before = tree();

    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(
            () ->
                new NewModule(root, root.resolve(".cleave/new-module"))
                    .make(new Names("reviews", "Product"), OptionalInt.empty()))
        .withMessageContaining("the contract of catalog has a type Product")
        .withMessageContaining("--entity");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void a_file_that_lists_modules_in_another_way_is_named_before_anything_changes()
      throws IOException {
    Files.writeString(root.resolve("CODEOWNERS"), "* @everybody\n");

    refused("reviews", OptionalInt.empty(), "CODEOWNERS no longer lists modules");
  }

  @Test
  void a_failure_half_way_leaves_nothing() throws IOException {
    // Where the tests of the module are to go there is a file, which is noticed when they go there.
    Path inTheWay = root.resolve("modules/monolith/src/test/java");
    Files.writeString(inTheWay, "");
    Map<Path, String> before = tree();

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> make("reviews"));
    assertThat(tree()).isEqualTo(before);
    assertThat(root.resolve("modules/reviews")).doesNotExist();

    Files.delete(inTheWay);
    make("reviews");
  }

  @Test
  void what_a_killed_attempt_left_behind_is_in_nobodys_way() throws IOException {
    Path leftover = root.resolve(".cleave/new-module/modules/reviews/half");
    Files.createDirectories(leftover.getParent());
    Files.writeString(leftover, "");

    make("reviews");

    assertThat(root.resolve("modules/reviews/half")).doesNotExist();
    assertThat(root.resolve(".cleave/new-module")).doesNotExist();
  }

  private void refused(String module, OptionalInt port, String reason) throws IOException {
    Map<Path, String> before = tree();
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(
            () ->
                new NewModule(root, root.resolve(".cleave/new-module"))
                    .make(Names.of(module), port))
        .withMessageContaining(reason);
    assertThat(tree()).isEqualTo(before);
  }

  private void make(String module) throws IOException {
    new NewModule(root, root.resolve(".cleave/new-module"))
        .make(Names.of(module), OptionalInt.empty());
  }

  private static void requireWellFormed(Path file, String text) throws Exception {
    if (file.toString().endsWith(".java")) {
      assertThat(text.lines()).as(file.toString()).allMatch(line -> line.length() <= 100);
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      var problems = new DiagnosticCollector<JavaFileObject>();
      var task =
          (JavacTask) compiler.getTask(null, null, problems, null, null, List.of(new Source(text)));
      task.parse();
      assertThat(problems.getDiagnostics()).as(file.toString()).isEmpty();
    } else if (file.toString().endsWith(".xml")) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private List<String> contractsIn(String app) throws IOException {
    return text("modules/%1$s/%1$s-app/pom.xml".formatted(app))
        .lines()
        .filter(line -> line.contains("-contract</artifactId>"))
        .toList();
  }

  private static long linesOf(String module, String text) {
    return text.lines().filter(line -> line.contains(module)).count();
  }

  private String text(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  private void copy(String file) throws IOException {
    Path copy = root.resolve(file);
    Files.createDirectories(copy.getParent());
    Files.copy(THIS_REPOSITORY.resolve(file), copy);
  }

  /** All files with their content. */
  private Map<Path, String> tree() throws IOException {
    Map<Path, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        tree.put(root.relativize(file), Files.readString(file));
      }
    }
    return tree;
  }
}
