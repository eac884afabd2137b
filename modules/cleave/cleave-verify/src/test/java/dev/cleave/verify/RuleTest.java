package dev.cleave.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleTest {
  @ParameterizedTest
  @EnumSource
  void every_rule_is_in_the_table_of_the_readme(Rule rule) throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains("| `%s` | %s |".formatted(rule.id(), rule.law()));
  }
}
