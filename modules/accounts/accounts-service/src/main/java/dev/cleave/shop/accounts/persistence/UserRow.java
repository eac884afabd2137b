package dev.cleave.shop.accounts.persistence;

import dev.cleave.shop.accounts.User;
import dev.cleave.shop.accounts.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/** A row of {@code users}. */
@Entity
@Table(name = "users")
class UserRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Integer id;

  private String name;
  private String email;

  /** For Jakarta Persistence. */
  protected UserRow() {}

  UserRow(String name, Optional<String> email) {
    replace(name, email);
  }

  final void replace(String name, Optional<String> email) {
    this.name = name;
    this.email = email.orElse(null);
  }

  User toUser() {
    return new User(new UserId(id), name, Optional.ofNullable(email));
  }
}
