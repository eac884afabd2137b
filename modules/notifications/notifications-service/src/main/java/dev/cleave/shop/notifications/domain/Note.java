package dev.cleave.shop.notifications.domain;

/**
 * What a customer is told.
 *
 * @param subject one line of at most 200 characters, whatever it was made of
 * @param text plain text; lines end with {@code \n}
 */
public record Note(String subject, String text) {
  private static final int MAX_SUBJECT = 200;

  public Note {
    subject = PlainLine.of(subject, MAX_SUBJECT);
  }
}
