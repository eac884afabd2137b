package dev.cleave.verify;

import static dev.cleave.verify.Fixtures.assertOne;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractRulesTest {
  private static final List<Violation> METHODS =
      Fixtures.violations("methods", Rule.CONTRACT_METHODS);
  private static final List<Violation> TYPES = Fixtures.violations("types", Rule.CONTRACT_TYPES);
  private static final List<Violation> PROBLEMS =
      Fixtures.violations("problems", Rule.CONTRACT_PROBLEMS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ordering withoutVerb | has no verb | exactly one of @GET (a read), @POST",
        "Ordering withTwoVerbs | has the verbs [GET, POST] | exactly one of",
        "forEveryoneAndOperators | is both @Public and @Operator | one of them, or none",
        "withTemplates | the path templates [id, line] and the @PathParam names [id, position]"
            + " | one @PathParam parameter for each template",
        "withHeader | from a part of the request that only HTTP has | identity, deadline and key",
        "withTwoBodies | has 2 parameters without annotation | put the values into one record",
        "readWithBody | has a body, which has no meaning in a GET request | @QueryParam",
        "withScalarBody | has a body of type String | a record, so that the request can grow",
        "withUncheckedBody | has a body without @Valid | @Valid before",
        "withoutPage | returns a Page without the query parameters page and size"
            + " | @QueryParam(\"page\") @DefaultValue(\"1\") int page",
        "createsByUnknownComponent | @Creates(\"{number}\"), but the result Order has the"
            + " components [id] | such as {id}",
        "createsInRead | has @Creates on [GET] | @Creates on a @POST",
        "withCode | is a default or static method | code lives in the service",
        "ordering.Ordering | has no @Path | @Path(\"/api/…\") on the interface",
        "ordering.Orders | names the module \"orders\" in the package of \"ordering\""
            + " | @ModuleContract(\"ordering\")",
        "ordering.Orders | is not a plain interface | an interface that extends nothing",
        "application.Hidden | is a contract inside a private package | the module's own package",
      })
  void the_shape_of_a_method_is_checked(String where, String what, String allowed) {
    assertOne(METHODS, "[contract-methods] module order", where, what, "allowed: ", allowed);
  }

  @Test
  void overloads_are_refused_at_each_of_them() {
    // one line per name: both overloads read the same
    assertOne(METHODS, "Ordering overloaded", "is overloaded", "a method travels by its name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Order weight | has the type double | String, int, long, boolean",
        "Order count | has the type java.lang.Integer | the primitive, or Optional",
        "Order numbers | has the type int[] | List, Optional",
        "Order labels | has the type java.util.Map<java.lang.String, java.lang.String> | records",
        "Ordering$Status | is an enum without a constant UNKNOWN | constants added after",
        "Payment Later | which is not a record | directly under the sealed interface",
        "Payment$Card type | which is the discriminator of Payment | another name",
        "Inner amount | is a BigDecimal whose scale nothing states | @Digits(integer = …",
        "Order nested | has java.util.List<java.lang.String> inside a List | is a List of a record",
        "Order absent | inside a List, Optional or Page | an absent collection is an empty one",
        "Order page | has the type dev.cleave.Page | Page as the result of a method",
        "Order wildcard | has the type ? extends java.lang.String | sealed interfaces",
        "Order share | is a BigDecimal whose scale nothing states | setScale() or scale()",
        "Ordering generic, result | has the type | records",
        "Ordering raw, result | has the raw type List | its element type stated",
        "Ordering object, result | has the type java.lang.Object | records",
        "Ordering object, parameter no | NoValue | whose only component is called value",
        "Ordering object, parameter since | Optional | what is optional has a @DefaultValue",
        "Ordering object, parameter price | has the type java.math.BigDecimal | an enum",
        "Ordering list, parameter ids | List | in a query also a List",
      })
  void types_that_a_binding_would_lose_are_refused(String where, String what, String allowed) {
    assertOne(
        TYPES,
        "[contract-types] module ordering: dev.cleave.verify.fixture.types.ordering.Ordering",
        where,
        what,
        "allowed: ",
        allowed);
  }

  @Test
  void what_is_allowed_inside_a_broken_record_is_not_reported() {
    assertThat(TYPES).extracting(Violation::place).doesNotContain("stated", "discount", "fine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ordering orders | declares java.sql.SQLException, which is not a @Problem"
            + " | @Problem(code = \"ordering.…\"",
        "Ordering orders | problems.accounts.UserNotFound of another module"
            + " | translate what a callee answers",
        "Ordering$Unchecked | is not a checked exception | extends Exception",
        "Ordering$Late | has the code \"shipping.late\" | \"ordering.<what-happened>\"",
        "Ordering$Late | has the status 503 | 400 to 499",
        "Ordering$TwoConstructors | has 2 public constructors | exactly one",
        "| has the code \"ordering.unchecked\" of dev.cleave | a code of its own",
        "Ordering$OutOfStock constructor | has the parameter int requested without an accessor"
            + " | public int requested(); the fields are [available, share, status]",
        "Ordering$OutOfStock constructor | has the parameter long available without an accessor"
            + " | public long available()",
        "Ordering$OutOfStock status() | with the name of a member of every problem document"
            + " | any name but",
      })
  void exceptions_must_travel_by_code_and_fields(String where, String what, String allowed) {
    assertOne(
        PROBLEMS,
        "[contract-problems] module ordering",
        where == null ? "" : where,
        what,
        "allowed: ",
        allowed);
  }

  @Test
  void the_fields_of_an_exception_have_contract_types() {
    assertOne(
        Fixtures.violations("problems", Rule.CONTRACT_TYPES),
        "Ordering$OutOfStock share()",
        "has the type double");
  }
}
