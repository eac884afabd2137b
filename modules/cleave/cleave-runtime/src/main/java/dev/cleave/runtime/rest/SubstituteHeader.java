package dev.cleave.runtime.rest;

import dev.cleave.SubstituteAnswers;
import dev.cleave.SubstituteAnswers.Kind;
import dev.cleave.SubstituteAnswers.Substitute;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header that marks what is made of substitutes: {@code default}, or {@code stale; age=12} with
 * the age in seconds; several are separated by commas. From process to process it is passed on.
 */
final class SubstituteHeader implements ClientResponseFilter {
  private static final Pattern FORM =
      Pattern.compile("(default|stale)(?:\\s*;\\s*age=(\\d{1,9}))?");

  private final String contract;

  SubstituteHeader(String contract) {
    this.contract = contract;
  }

  static String of(List<Substitute> substitutes) {
    return substitutes.stream()
        .map(SubstituteHeader::of)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String of(Substitute substitute) {
    return substitute.kind() == Kind.DEFAULT
        ? "default"
        : "stale; age=" + substitute.age().toSeconds();
  }

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response) {
    String header = response.getHeaderString(Headers.FALLBACK);
    if (header == null) {
      return;
    }
    Matcher forms = FORM.matcher(header);
    while (forms.find()) {
      SubstituteAnswers.note(
          new Substitute(
              Kind.valueOf(forms.group(1).toUpperCase(Locale.ROOT)),
              contract,
              Duration.ofSeconds(forms.group(2) == null ? 0 : Long.parseLong(forms.group(2)))));
    }
  }
}
