package dev.cleave.verify;

import java.util.Locale;

/** The laws that are checked, each with the sentence it enforces. */
public enum Rule {
  MODULE_BOUNDARY("a module is used by others only through its contract package"),
  CONTRACT_DEPENDENCIES(
      "a contract uses only contracts, shared values, the JDK, cleave-api and the Jakarta REST,"
          + " validation and MicroProfile APIs"),
  SHARED_VALUES("a package shared by modules holds plain values"),
  DOMAIN_PURITY("the domain knows no REST, JPA, SQL, JMS, CDI or transaction API"),
  LAYERS("application and persistence meet in the domain; only application calls contracts"),
  TOOLKIT_INTERNALS("of the toolkit a module sees cleave-api alone"),
  TRANSPORT("no module holds transport code, but for services of its own .proto in grpc"),
  MODULE_CYCLES("modules do not depend on each other in a circle"),
  PACKAGE_CYCLES("packages of a module do not depend on each other in a circle"),
  CONTRACT_METHODS("a contract's methods can be carried by every binding"),
  CONTRACT_TYPES("a contract's types can be carried by every binding without loss"),
  CONTRACT_PROBLEMS("a contract's exceptions travel by code and fields"),
  CONTRACT_IMPLEMENTATION("one application scoped bean of the application implements a contract"),
  TRANSACTION_BOUNDARY("transactions are opened in application only"),
  COMMANDS_TRANSACTIONAL("the implementation of a command states its transaction"),
  READS_TRANSACTIONAL("a read reaches the database inside a transaction"),
  COMMAND_IN_TRANSACTION("no contract command is called inside a transaction"),
  EVENT_RECORDS("an event is a record of its module's contract with one key and a lasting name"),
  EVENT_LISTENERS(
      "a listener lives in application, takes one event under a name of its own and calls no"
          + " contract"),
  EVENT_PUBLISHERS("a module publishes no events but its own"),
  SAGAS("a saga lives in application and opens no transaction"),
  ENTITIES("entities live in persistence and relate to entities of their own module"),
  PERSISTENCE_UNIT("a module has a persistence unit of its own, which names only its classes"),
  FOREIGN_SCHEMA("a module names no schema but its own"),
  MIGRATIONS("a migration changes only what is inside the module's schema"),
  CONTRACT_COMPATIBILITY("a contract evolves by addition"),
  FIELD_NUMBERS("the number of a field never changes and is never given again"),
  DATABASE_OWNERSHIP("what is in a module's schema belongs to the owner role"),
  DATABASE_ROLE("a module's role can do nothing but use its module's tables"),
  DATABASE_PRIVILEGES("a module's role reaches its own schema alone"),
  DATABASE_REFERENCES("no object of a module's schema refers to another schema"),
  DATABASE_REPLICATION("a module's tables can be moved by logical replication");

  private final String law;

  Rule(String law) {
    this.law = law;
  }

  /** The rule's name in reports, such as {@code module-boundary}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String law() {
    return law;
  }
}
