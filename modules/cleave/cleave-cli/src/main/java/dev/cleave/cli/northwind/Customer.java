package dev.cleave.cli.northwind;

import java.util.Locale;
import java.util.Optional;

/** A row of customers.csv: becomes a user with the name of the contact, and the user's address. */
record Customer(
    Place place,
    String id,
    String name,
    String street,
    String city,
    Optional<String> region,
    Optional<String> postalCode,
    String country) {

  /** Made from the id; the sample has none. Users are found again by it. */
  String email() {
    return id.toLowerCase(Locale.ROOT) + "@northwind.example";
  }
}
