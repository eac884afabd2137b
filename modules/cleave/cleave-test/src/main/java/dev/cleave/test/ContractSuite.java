package dev.cleave.test;

import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of a contract as its consumers see it, in the container. Write the tests once in an
 * abstract subclass that has the contract injected, and derive one class for each binding:
 *
 * <pre>{@code
 * abstract class AccountsSuite extends ContractSuite {
 *   @Inject Accounts accounts;
 *
 *   AccountsSuite(String binding) {
 *     super(binding, "accounts");
 *   }
 *
 *   @Test
 *   void a_user_is_found_again() …
 * }
 *
 * class AccountsOverRestIT extends AccountsSuite {
 *   AccountsOverRestIT() {
 *     super("rest");
 *   }
 * }
 * }</pre>
 *
 * <p>Before each test the routes of the named modules take that binding; the test begins when they
 * are in effect.
 */
@ArquillianTest
public abstract class ContractSuite {
  private final String binding;
  private final String[] modules;

  /**
   * A suite over one binding.
   *
   * @param binding as written in {@code cleave.route.<module>}: {@code local}, {@code rest}, {@code
   *     jms}, {@code grpc}
   * @param modules whose routes take it
   */
  protected ContractSuite(String binding, String... modules) {
    this.binding = binding;
    this.modules = modules.clone();
  }

  /** The binding under test, for the few tests that only one of them can have. */
  protected final String binding() {
    return binding;
  }

  @BeforeEach
  final void routeTheCalls() {
    Routes routes = Routes.ofThisProcess();
    for (String module : modules) {
      routes.set(module, binding);
    }
  }
}
