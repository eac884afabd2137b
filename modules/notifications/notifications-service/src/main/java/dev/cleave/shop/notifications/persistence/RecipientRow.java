package dev.cleave.shop.notifications.persistence;

import dev.cleave.shop.notifications.domain.Recipient;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/** A row of {@code recipient}; written by statements alone. */
@Entity
@Table(name = "recipient")
class RecipientRow {
  @Id
  @Column(name = "user_id")
  private Integer user;

  private String name;
  private String email;

  @Column(name = "is_removed")
  private boolean isRemoved;

  /** For Jakarta Persistence. */
  protected RecipientRow() {}

  Recipient toRecipient() {
    return new Recipient(Optional.ofNullable(name), Optional.ofNullable(email));
  }
}
