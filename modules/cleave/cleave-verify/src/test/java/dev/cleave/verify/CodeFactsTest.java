package dev.cleave.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cleave.verify.ContractCall.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeFactsTest {
  private static final CodeFacts FACTS =
      CodeFacts.of(new ClassFileImporter().importPackages(Fixtures.ROOT + "ties"));

  @Test
  void each_call_of_another_modules_contract_is_found_with_its_place() {
    assertThat(module("ordering").calls())
        .extracting(call -> call.caller().member() + " -> " + call.method())
        .containsExactlyInAnyOrder(
            "OrderDesk.place -> Stock.reserve",
            "OrderDesk.clear -> Stock.writeOff",
            "OrderBook.lookUp -> Stock.names",
            "OrderBook.lookUp -> Stock.units",
            "OrderBook.close -> Stock.names",
            "Checkout.reserve -> Stock.reserve",
            "Checkout.definition -> Stock.units");
    assertThat(call("OrderDesk.place", "Stock.reserve").caller())
        .isEqualTo(
            new SourcePlace(
                Fixtures.ROOT + "ties.ordering.application.OrderDesk",
                "OrderDesk.place",
                "OrderDesk.java",
                16));
    assertThat(module("stock").calls()).isEmpty();
  }

  @Test
  void the_kind_of_a_call_follows_from_the_called_methods_annotations() {
    assertThat(call("OrderDesk.place", "Stock.reserve").kind()).isEqualTo(Kind.COMMAND);
    assertThat(call("OrderBook.close", "Stock.names").kind()).isEqualTo(Kind.READ);
    assertThat(call("OrderDesk.clear", "Stock.writeOff").kind()).isEqualTo(Kind.SHARED);
  }

  @Test
  void a_call_inside_a_transaction_names_the_method_that_began_it() {
    assertThat(call("OrderBook.lookUp", "Stock.units").transaction())
        .isEqualTo("OrderBook.describe, by way of OrderBook.lookUp");
    assertThat(call("OrderDesk.clear", "Stock.writeOff").transaction())
        .isEqualTo("OrderDesk.clear");
    assertThat(call("OrderDesk.place", "Stock.reserve").isInTransaction()).isFalse();
  }

  @Test
  void the_end_of_a_saga_is_in_a_transaction_and_its_steps_are_not() {
    assertThat(call("OrderBook.close", "Stock.names").transaction())
        .isEqualTo("the end of the saga in Checkout: OrderBook.close");
    assertThat(call("Checkout.definition", "Stock.units").transaction())
        .isEqualTo("the end of the saga in Checkout");
    assertThat(call("Checkout.reserve", "Stock.reserve").isInTransaction()).isFalse();
  }

  @Test
  void a_method_that_joins_transactions_pins_its_module() {
    assertThat(module("stock").pinned())
        .extracting(ModuleFacts.Pinned::method)
        .containsExactly("Stock.writeOff");
    assertThat(module("ordering").pinned()).isEmpty();
  }

  @Test
  void events_are_known_with_their_publishers_and_listeners() {
    assertThat(module("stock").published())
        .containsExactly(
            new ModuleFacts.Published(
                "stock.stock-emptied.v1",
                Fixtures.ROOT + "ties.stock.StockEmptied",
                List.of("StockService")));
    ModuleFacts.Listening reorder = module("ordering").listeners().get(0);
    assertThat(reorder.subscription()).isEqualTo("ordering.reorder");
    assertThat(reorder.event()).isEqualTo("stock.stock-emptied.v1");
    assertThat(reorder.publisher()).isEqualTo("stock");
  }

  @Test
  void classes_without_a_contract_are_refused() {
    assertThatThrownBy(
            () -> CodeFacts.of(new ClassFileImporter().importPackages("dev.cleave.event")))
        .hasMessageContaining("no interface with @ModuleContract was found");
  }

  private static ModuleFacts module(String name) {
    return FACTS.modules().stream()
        .filter(facts -> facts.module().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ContractCall call(String caller, String method) {
    return module("ordering").calls().stream()
        .filter(call -> call.caller().member().equals(caller) && call.method().equals(method))
        .findFirst()
        .orElseThrow();
  }
}
