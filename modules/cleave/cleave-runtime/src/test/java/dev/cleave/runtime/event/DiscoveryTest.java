package dev.cleave.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.event.EventKey;
import dev.cleave.event.EventListener;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.event.Rebuildable;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.event.billing.Bills;
import dev.cleave.runtime.event.billing.SalesTotals;
import dev.cleave.runtime.event.billing.TaxLedger;
import dev.cleave.runtime.event.sales.Sales;
import dev.cleave.runtime.event.sales.Sold;
import dev.cleave.runtime.event.sales.renamed.ArticleSold;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the declarations of events must be, each with one that is not. */
class DiscoveryTest {
  /** All below belong to this module. */
  private static final ModulePackages HERE =
      ModulePackages.of(List.of(ContractModel.of(Shop.class)));

  /** A contract of this package. */
  @dev.cleave.ModuleContract("shop")
  @jakarta.ws.rs.Path("/shop")
  public interface Shop {}

  @IntegrationEvent("shop.opened")
  record Versionless(@EventKey String id) {}

  @IntegrationEvent("shop.Opened.v1")
  record UpperCase(@EventKey String id) {}

  @IntegrationEvent("shop.opened.v1")
  record Keyless(String id) {}

  @IntegrationEvent("shop.opened.v1")
  record TwoKeys(@EventKey String id, @EventKey String other) {}

  @IntegrationEvent("shop.opened.v1")
  static final class NoRecord {}

  @IntegrationEvent("shop.opened.v1")
  record Opened(@EventKey String id) {}

  static class TwoParameters {
    @EventListener("open")
    void on(Opened first, Opened second) {}
  }

  static class NoEvent {
    @EventListener("open")
    void on(String text) {}
  }

  static class BadName {
    @EventListener("Open Shop")
    void on(Opened event) {}
  }

  static class Twice {
    @EventListener("open")
    void on(Opened event) {}

    @EventListener("open")
    void again(Opened event) {}
  }

  @Rebuildable("model")
  static class NoReadModel {
    @EventListener("keep")
    void on(Opened event) {}
  }

  private static List<String> problems(ModulePackages modules, Class<?>... types) {
    Discovery discovery = new Discovery();
    List.of(types).forEach(discovery::add);
    List<String> problems = new ArrayList<>();
    discovery.declarations(modules, type -> () -> null, problems);
    return problems;
  }

  private static void refused(Class<?> type, String... parts) {
    List<String> problems = problems(HERE, type);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).contains(parts);
  }

  @Test
  void what_is_as_it_must_be_is_found() {
    Discovery discovery = new Discovery();
    List.of(Bills.class, SalesTotals.class, TaxLedger.class).forEach(discovery::add);
    List<String> problems = new ArrayList<>();
    Declarations found =
        discovery.declarations(
            ModulePackages.of(
                List.of(
                    ContractModel.of(Sales.class),
                    ContractModel.of(dev.cleave.runtime.event.billing.Billing.class))),
            type -> () -> null,
            problems);

    assertThat(problems).isEmpty();
    assertThat(found.publishers()).containsExactly("sales");
    assertThat(found.listeners())
        .extracting(Listener::subscription)
        .containsExactly("billing.write-bill", "billing.count-sales");
    assertThat(found.readModels()).extracting(DeclaredReadModel::name).containsExactly("totals");
    assertThat(found.derivedStates()).extracting(DeclaredState::module).containsExactly("billing");
  }

  @Test
  void a_malformed_name_is_refused() {
    refused(Versionless.class, "Versionless", "\"shop.opened\"", "<module>.<what-happened>.v");
    refused(UpperCase.class, "\"shop.Opened.v1\"");
  }

  @Test
  void an_event_has_one_key() {
    refused(Keyless.class, "Keyless has no @EventKey");
    refused(TwoKeys.class, "TwoKeys has 2 @EventKey");
  }

  @Test
  void an_event_is_a_record() {
    refused(NoRecord.class, "NoRecord", "no record");
  }

  @Test
  void a_listener_takes_one_event() {
    refused(TwoParameters.class, "TwoParameters.on", "one parameter");
    refused(NoEvent.class, "NoEvent.on", "one parameter");
  }

  @Test
  void a_listeners_name_is_lower_case() {
    refused(BadName.class, "BadName.on", "\"Open Shop\"", "open-wallet");
  }

  @Test
  void two_listeners_of_a_module_have_two_names() {
    refused(Twice.class, "shop.open", "2 listeners", "Twice.again", "Twice.on");
  }

  @Test
  void a_listener_belongs_to_a_module() {
    assertThat(problems(ModulePackages.of(List.of()), Bills.class))
        .hasSize(1)
        .first()
        .asString()
        .contains("Bills", "belongs to no module", "@ModuleContract");
  }

  @Test
  void a_name_belongs_to_one_record() {
    assertThat(problems(HERE, Sold.class, ArticleSold.class))
        .hasSize(1)
        .first()
        .asString()
        .contains("Sold", "ArticleSold", "both the event sales.sold.v1");
  }

  @Test
  void what_is_rebuildable_is_a_read_model() {
    refused(NoReadModel.class, "NoReadModel", "implement ReadModel");
  }
}
