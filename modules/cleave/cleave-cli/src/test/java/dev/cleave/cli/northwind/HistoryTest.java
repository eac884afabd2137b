package dev.cleave.cli.northwind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

  @TempDir private Path directory;

  @Test
  void prices_change_when_an_order_says_so_and_close_at_the_price_of_the_product() {
    History history = History.of(new SampleFiles(directory).read());

    assertThat(history.events().stream().map(HistoryTest::describe))
        .containsExactly(
            "order 10",
            "order 11",
            "product 3 costs 10.00 (1)",
            "order 12",
            "product 1 costs 18.00 (1)",
            "order 13",
            "product 4 costs 21.35 (1)",
            "product 1 costs 14.40 (2)",
            "order 14",
            "product 1 costs 18.00 (3)");
  }

  @Test
  void a_product_opens_at_its_first_price_or_at_the_only_one_it_has() {
    History history = History.of(new SampleFiles(directory).read());

    assertThat(List.of(1, 2, 3, 4))
        .extracting(product -> history.openingPrice(product).toPlainString())
        .containsExactly("14.40", "19.00", "8.00", "17.00");
  }

  @Test
  void the_stock_opens_with_what_is_left_and_what_was_ever_ordered() {
    History history = History.of(new SampleFiles(directory).read());

    assertThat(history.opening()).containsValues(39 + 16, 17, 13 + 19, 3).hasSize(4);
  }

  @Test
  void what_must_be_read_back_follows_from_the_files() {
    assertThat(Expectation.of(new SampleFiles(directory).read()))
        .isEqualTo(
            new Reconciliation(
                3, 4, 5, 8, 38, "441.52", "145.24", 5, 69, "586.76", "113.24", 4, List.of()));
  }

  private static String describe(HistoryEvent event) {
    return event instanceof HistoryEvent.PriceChange change
        ? "product %d costs %s (%d)".formatted(change.product(), change.price(), change.number())
        : "order " + ((HistoryEvent.Placement) event).order().number();
  }
}
