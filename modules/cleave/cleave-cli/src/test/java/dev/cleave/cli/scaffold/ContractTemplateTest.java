package dev.cleave.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cleave.verify.ContractProto;
import dev.cleave.verify.ContractSnapshot;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recorded of a new module's contract is what its test expects. */
class ContractTemplateTest {
  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({"reviews, Review", "ox, Ab", "wishes, Gadget", "abcdefghijklmnopqrst, AbcdHijklmnop"})
  void a_new_module_has_the_files_of_its_contract(String module, String entity) throws Exception {
    Class<?> contract = compiled(new Names(module, entity));
    Path resources = folder(module).resolve("src/main/resources/META-INF/cleave");

    assertThatCode(
            () -> ContractProto.of(contract).verifyAgainst(resources.resolve("proto/" + module)))
        .doesNotThrowAnyException();
    Path snapshot = resources.resolve("contracts/" + module + ".json");
    assertThat(ContractSnapshot.of(contract).toJson()).isNotEmpty();
    assertThatCode(() -> ContractSnapshot.of(contract).verifyAgainst(snapshot))
        .doesNotThrowAnyException();
  }

  @Test
  void files_of_another_contract_are_not_taken_for_its_own() throws Exception {
    Class<?> contract = compiled(new Names("reviews", "Review"));
    Path proto =
        folder("reviews").resolve("src/main/resources/META-INF/cleave/proto/reviews/Reviews.proto");
    Files.writeString(proto, Files.readString(proto).replace("Public; a read", "A read"));

    assertThatCode(() -> ContractProto.of(contract).verifyAgainst(proto.getParent()))
        .hasMessageContaining("is not what the contract says");
  }

  private Class<?> compiled(Names names) throws Exception {
    new Templates(names.placeholders()).writeTo(root);
    Path classes = Files.createDirectories(root.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of("-parameters", "-proc:none", "-cp", classPath(), "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(folder(names.module()).resolve("src/main/java"))) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
    URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    return loader.loadClass("dev.cleave.shop.%s.%s".formatted(names.module(), names.contract()));
  }

  private Path folder(String module) {
    return root.resolve("modules/%1$s/%1$s-contract".formatted(module));
  }

  private static String classPath() throws IOException {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
