package dev.cleave.verify;

import static dev.cleave.verify.Fixtures.assertOne;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyCheckTest {
  @Test
  void private_classes_of_another_module_are_refused() {
    assertOne(
        violations(Rule.MODULE_BOUNDARY),
        "module ordering: dev.cleave.verify.fixture.dependencies.ordering.application.OrderDesk"
            + " order (OrderDesk.java:",
        "uses dev.cleave.verify.fixture.dependencies.accounts.persistence.UserRow, which is private"
            + " to module accounts",
        "allowed: the contract of accounts, in package"
            + " dev.cleave.verify.fixture.dependencies.accounts: Accounts");
  }

  @Test
  void a_service_adds_nothing_to_the_contract_package(@TempDir Path contract, @TempDir Path service)
      throws Exception {
    String folder = "dev/cleave/verify/fixture/cycles/billing/";
    for (String file : List.of("Billing.class", "InvoiceId.class")) {
      Path target = (file.equals("Billing.class") ? contract : service).resolve(folder + file);
      Files.createDirectories(target.getParent());
      try (InputStream in = getClass().getResourceAsStream("/" + folder + file)) {
        Files.copy(in, target);
      }
    }

    assertOne(
        Architecture.of(
                Fixtures.ROOT + "cycles", new ClassFileImporter().importPaths(contract, service))
            .violations(),
        "[module-boundary] module billing: dev.cleave.verify.fixture.cycles.billing.InvoiceId",
        "lies in the contract's package, but in the artifact " + service.toUri(),
        "the artifact of the contract, " + contract.toUri());
  }

  @Test
  void a_contract_is_free_of_its_service_and_of_mappings() {
    List<Violation> violations = violations(Rule.CONTRACT_DEPENDENCIES);

    assertOne(
        violations,
        "ordering.Order",
        "uses dev.cleave.verify.fixture.dependencies.ordering.domain.Total of the module's own"
            + " domain",
        "allowed: types of the contract package");
    assertOne(
        violations,
        "uses jakarta.persistence.Column",
        "allowed: java.* without SQL, jakarta.ws.rs");
    assertThat(violations).hasSize(2);
  }

  @Test
  void the_domain_knows_no_technology() {
    List<Violation> violations = violations(Rule.DOMAIN_PURITY);

    assertOne(
        violations,
        "ordering.domain.Total",
        "uses jakarta.inject.Inject",
        "plain Java and jakarta.validation; beans and transactions belong to");
    assertOne(violations, "ordering.domain.Total customer", "uses java.sql.Connection");
    assertThat(violations).hasSize(2);
  }

  @Test
  void layers_meet_in_the_domain() {
    List<Violation> violations = violations(Rule.LAYERS);

    assertOne(
        violations,
        "application.OrderDesk",
        "uses dev.cleave.verify.fixture.dependencies.ordering.persistence.JpaOrders",
        "a repository interface in dev.cleave.verify.fixture.dependencies.ordering.domain");
    assertOne(
        violations, "application.OrderDesk entities", "uses jakarta.persistence.EntityManager");
    assertOne(
        violations,
        "persistence.JpaOrders order (JpaOrders.java:",
        "uses dev.cleave.verify.fixture.dependencies.ordering.application.OrderDesk");
    assertOne(
        violations,
        "domain.Total",
        "uses the contract interface dev.cleave.verify.fixture.dependencies.accounts.Accounts from"
            + " domain",
        "its methods are called by application");
    assertThat(violations).hasSize(5);
  }

  @Test
  void of_the_toolkit_only_the_api_is_for_modules() {
    assertOne(
        violations(Rule.TOOLKIT_INTERNALS),
        "OrderDesk",
        "uses dev.cleave.verify.Rule",
        "allowed: of the toolkit only the packages dev.cleave, dev.cleave.event and dev.cleave.saga"
            + " (artifact cleave-api)");
  }

  @Test
  void transport_is_refused() {
    assertOne(
        violations(Rule.TRANSPORT),
        "OrderDesk client",
        "uses jakarta.ws.rs.client.Client",
        "how it travels is decided by the route");
  }

  @Test
  void a_service_of_its_own_knows_the_contract_alone_and_no_other_transport() {
    assertOne(
        violations(Rule.TRANSPORT),
        "accounts.grpc.UserNames client",
        "jakarta.ws.rs.client.Client");
    assertOne(
        violations(Rule.LAYERS),
        "accounts.grpc.UserNames row",
        "UserRow of the module's own persistence",
        "must work wherever the module lives");
  }

  @Test
  void what_modules_share_must_be_values() {
    List<Violation> violations = violations(Rule.SHARED_VALUES);

    assertOne(
        violations,
        "dependencies.legacy.Clock",
        "is shared with module ordering and uses"
            + " dev.cleave.verify.fixture.dependencies.accounts.persistence.UserRow",
        "plain values over the JDK");
    assertOne(violations, "legacy.Clock", "jakarta.inject.Inject");
    assertThat(violations).hasSize(2);
  }

  @Test
  void circles_between_modules_are_refused_naming_each_step() {
    List<Violation> violations = Fixtures.violations("cycles", Rule.MODULE_CYCLES);

    assertOne(
        violations,
        "module billing",
        "billing -> shipping -> billing",
        "cycles.billing.Billing uses dev.cleave.verify.fixture.cycles.shipping.ParcelId, parcel"
            + " (Billing.java",
        "cycles.shipping.Shipping uses dev.cleave.verify.fixture.cycles.billing.InvoiceId",
        "allowed: modules that need each other are one module");
  }

  @Test
  void circles_between_packages_of_a_module_are_refused() {
    assertOne(
        Fixtures.violations("cycles", Rule.PACKAGE_CYCLES),
        "module shipping",
        "cycles.shipping.domain -> dev.cleave.verify.fixture.cycles.shipping.labels ->",
        "(Parcel.java:",
        "allowed: application -> domain <- persistence");
  }

  private static List<Violation> violations(Rule rule) {
    return Fixtures.violations("dependencies", rule);
  }
}
