package dev.cleave.shop.notifications.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.notifications.Message;
import dev.cleave.shop.notifications.MessageState;
import dev.cleave.shop.notifications.domain.Claim;
import dev.cleave.shop.notifications.domain.Note;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code message}; written by statements alone. */
@Entity
@Table(name = "message")
class MessageRow {
  @Id private UUID id;
  private int customer;
  private String about;
  private String subject;
  private String text;

  @Enumerated(EnumType.STRING)
  private MessageState state;

  @Column(name = "recorded_at")
  private Instant recordedAt;

  @Column(name = "sent_to")
  private String sentTo;

  private int attempts;

  @Column(name = "next_attempt_at")
  private Instant nextAttemptAt;

  private String cause;

  /** For Jakarta Persistence. */
  protected MessageRow() {}

  Message toMessage() {
    return new Message(
        id,
        new UserId(customer),
        about,
        subject,
        text,
        state,
        recordedAt,
        Optional.ofNullable(sentTo));
  }

  Claim toClaim() {
    return new Claim(id, attempts, new UserId(customer), new Note(subject, text), recordedAt);
  }
}
