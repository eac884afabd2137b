package dev.cleave.shop.accounts.persistence;

import dev.cleave.shop.accounts.Address;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/** A row of {@code address}: where one user lives. */
@Entity
@Table(name = "address")
class AddressRow {
  @Id
  @Column(name = "user_id")
  private Integer user;

  private String street;
  private String city;
  private String region;

  @Column(name = "postal_code")
  private String postalCode;

  private String country;

  /** For Jakarta Persistence. */
  protected AddressRow() {}

  AddressRow(int user, Address address) {
    this.user = user;
    street = address.street();
    city = address.city();
    region = address.region().orElse(null);
    postalCode = address.postalCode().orElse(null);
    country = address.country();
  }

  Address toAddress() {
    return new Address(
        street, city, Optional.ofNullable(region), Optional.ofNullable(postalCode), country);
  }
}
