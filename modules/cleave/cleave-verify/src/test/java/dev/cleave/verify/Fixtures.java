package dev.cleave.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The modules under {@code dev.cleave.verify.fixture}, each made to keep or to break rules. */
final class Fixtures {
  static final String ROOT = "dev.cleave.verify.fixture.";

  private static final Map<String, Architecture> IMPORTED = new ConcurrentHashMap<>();

  private Fixtures() {}

  static Architecture of(String name) {
    return IMPORTED.computeIfAbsent(name, Fixtures::read);
  }

  private static Architecture read(String name) {
    String root = ROOT + name;
    URL resources = Fixtures.class.getResource("/fixture/" + name + "/");
    URL[] urls = resources == null ? new URL[0] : new URL[] {resources};
    return Architecture.of(root, new ClassFileImporter().importPackages(root))
        .resourcesFrom(new URLClassLoader(urls, null));
  }

  static List<Violation> violations(String name, Rule rule) {
    return of(name).violations().stream().filter(violation -> violation.rule() == rule).toList();
  }

  /** Expects exactly one violation with all these texts in its message. */
  static void assertOne(List<Violation> violations, String... texts) {
    assertThat(violations)
        .filteredOn(violation -> Stream.of(texts).allMatch(violation.toString()::contains))
        .as("violations with %s among\n%s", List.of(texts), join(violations))
        .hasSize(1);
  }

  static String join(List<Violation> violations) {
    return String.join("\n", violations.stream().map(Violation::toString).toList());
  }
}
