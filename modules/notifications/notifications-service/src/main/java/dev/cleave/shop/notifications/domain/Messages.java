package dev.cleave.shop.notifications.domain;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.notifications.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All messages. */
public interface Messages {
  /** A customer's messages, newest first. */
  List<Message> page(UserId customer, int offset, int limit);

  /**
   * Adds a message; if there is one of this id, nothing changes.
   *
   * @param id of the event that it tells of
   * @param about the name of that event
   * @param isToBeSent whether it waits to be sent
   */
  void add(UUID id, UserId customer, String about, Note note, boolean isToBeSent);

  /**
   * Takes the message that waits longest and is due, and keeps others from taking it for a while.
   * Two that take at once get different ones. The claim counts as an attempt.
   *
   * @param lease after which others may take it, if nothing was said about it until then
   */
  Optional<Claim> claim(Duration lease);

  /** It was sent; says nothing about a message that somebody else has taken since. */
  void sent(Claim claim, String address);

  /** It is tried again; says nothing about a message that somebody else has taken since. */
  void postpone(Claim claim, Duration delay, String cause);

  /**
   * It is due again at once, and this attempt does not count, since it was not the message's fault.
   */
  void release(Claim claim, String cause);

  /** It never was and never will be sent, since the mail server does not take it. */
  void fail(Claim claim, String cause);

  /** It never was and never will be sent, since there is no address. */
  void noAddress(Claim claim);

  /** Forgets where this customer's messages went. */
  void forgetAddresses(UserId customer);
}
