package dev.cleave.runtime.rest;

import dev.cleave.runtime.call.WrittenSubstitutes;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;

/** Passes on, from process to process, what an answer is made of. */
final class SubstituteHeader implements ClientResponseFilter {
  private final String contract;

  SubstituteHeader(String contract) {
    this.contract = contract;
  }

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response) {
    String header = response.getHeaderString(Headers.FALLBACK);
    if (header != null) {
      WrittenSubstitutes.note(contract, header);
    }
  }
}
