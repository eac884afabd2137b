package dev.cleave.cli.northwind;

import java.util.Optional;

/** A row of categories.csv. */
record Category(Place place, int id, String name, Optional<String> description) {}
