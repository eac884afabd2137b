package dev.cleave.shop.__module__.persistence;

import dev.cleave.shop.__module__.New__Entity__;
import dev.cleave.shop.__module__.__Entity__;
import dev.cleave.shop.__module__.__Entity__Id;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code __entity_table__}. */
@Entity
@Table(name = "__entity_table__")
class __Entity__Row {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  private String name;

  /** For Jakarta Persistence. */
  protected __Entity__Row() {}

  __Entity__Row(New__Entity__ added) {
    name = added.name();
  }

  __Entity__ toContract() {
    return new __Entity__(new __Entity__Id(id), name);
  }
}
