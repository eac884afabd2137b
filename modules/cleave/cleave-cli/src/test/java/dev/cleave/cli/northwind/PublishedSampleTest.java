package dev.cleave.cli.northwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The whole published sample, where it lies beside the repository. */
@EnabledIf("isThere")
class PublishedSampleTest {

  private static final Path DATA = Path.of("../../../../shared/data");

  static boolean isThere() {
    return Files.isDirectory(DATA.resolve("northwind"))
        && Files.isDirectory(DATA.resolve("northwind-raw"));
  }

  @Test
  void it_adds_up() throws Exception {
    Northwind data = NorthwindReader.read(DATA.resolve("northwind"));

    assertThat(Expectation.of(data))
        .isEqualTo(
            new Reconciliation(
                91,
                77,
                830,
                2155,
                51317,
                "1265793.02",
                "64942.69",
                80,
                3119,
                "1330735.71",
                "4464.29",
                809,
                List.of()));
    assertThat(data.categories()).hasSize(8);
    assertThat(data.products()).filteredOn(Product::discontinued).hasSize(8);
  }

  @Test
  void it_arrives_in_a_shop() throws Exception {
    Northwind data = NorthwindReader.read(DATA.resolve("northwind"));

    assertThat(new InMemoryShop().importAndReadBack(data)).isEqualTo(Expectation.of(data));
  }

  @Test
  void as_published_every_row_with_a_column_too_many_is_reported_and_no_other() {
    BadInput bad =
        catchThrowableOfType(
            BadInput.class, () -> NorthwindReader.read(DATA.resolve("northwind-raw")));

    assertThat(
            bad.rows().stream().collect(Collectors.groupingBy(BadRow::file, Collectors.counting())))
        .containsOnly(
            Map.entry("orders.csv", 176L),
            Map.entry("customers.csv", 24L),
            Map.entry("suppliers.csv", 9L));
    assertThat(bad.rows()).extracting(BadRow::columns).containsOnly(15, 12, 13);
    assertThat(bad.rows())
        .extracting(BadRow::reason)
        .containsOnly("14 are expected", "11 are expected", "12 are expected");
  }
}
