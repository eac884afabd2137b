package dev.cleave.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void modules_that_keep_all_rules_pass() {
    assertThatCode(() -> Fixtures.of("good").verify()).doesNotThrowAnyException();
  }

  @Test
  void every_rule_over_code_is_broken_by_some_fixture() {
    Set<Rule> broken =
        Stream.of(
                "dependencies",
                "cycles",
                "methods",
                "types",
                "problems",
                "transactions",
                "events",
                "entities")
            .flatMap(name -> Fixtures.of(name).violations().stream())
            .map(Violation::rule)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(broken)
        .containsExactlyInAnyOrderElementsOf(EnumSet.range(Rule.MODULE_BOUNDARY, Rule.MIGRATIONS));
  }

  @Test
  void all_violations_are_reported_together_each_with_rule_module_type_and_what_is_allowed() {
    assertThatThrownBy(() -> Fixtures.of("cycles").module("shipping").verify())
        .isInstanceOf(ArchitectureViolated.class)
        .hasMessageContaining("violations in dev.cleave.verify.fixture.cycles (modules shipping):")
        .hasMessageContaining("[module-cycles] module shipping: ")
        .hasMessageContaining("[package-cycles] module shipping: ")
        .hasMessageContaining("allowed: ");
  }

  @Test
  void an_empty_package_is_an_error() {
    assertThatThrownBy(() -> Architecture.of("com.acme.nowhere"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no class was found under com.acme.nowhere");
  }

  @Test
  void a_package_without_modules_is_an_error() {
    assertThatThrownBy(() -> Architecture.of("dev.cleave.verify"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none of the packages under dev.cleave.verify is a module");
  }

  @Test
  void an_unknown_module_is_an_error_that_names_the_known_ones() {
    assertThatThrownBy(() -> Fixtures.of("good").module("shipping"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no module shipping under dev.cleave.verify.fixture.good")
        .hasMessageContaining("[accounts, ordering]");
  }

  @Test
  void a_module_whose_service_is_missing_is_an_error() {
    assertThatThrownBy(() -> Fixtures.of("good").module("accounts"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("of module accounts only the contract is on the class path");
  }

  @Test
  void test_classes_are_not_part_of_a_module() {
    assertThatThrownBy(() -> Architecture.of(Fixtures.ROOT + "good"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no class was found");
  }

  @Test
  void an_accepted_violation_passes() {
    List<Violation> left =
        Fixtures.of("cycles")
            .module("shipping")
            .accepting(Rule.MODULE_CYCLES, Fixtures.ROOT + "cycles.*", "until invoices move")
            .violations();

    assertThat(left)
        .extracting(Violation::rule)
        .contains(Rule.PACKAGE_CYCLES)
        .doesNotContain(Rule.MODULE_CYCLES);
  }

  @Test
  void an_acceptance_that_is_no_longer_needed_is_reported() {
    List<Violation> violations =
        Fixtures.of("good").accepting(Rule.LAYERS, "com.acme.Gone", "legacy").violations();

    Fixtures.assertOne(
        violations, "[layers]", "com.acme.Gone", "is accepted (legacy), but keeps the rule");
  }

  @Test
  void classes_that_were_imported_already_can_be_checked() {
    Architecture architecture =
        Architecture.of(
            Fixtures.ROOT + "types",
            new ClassFileImporter().importPackages(Fixtures.ROOT + "types"));

    assertThat(architecture.violations()).isNotEmpty();
  }
}
