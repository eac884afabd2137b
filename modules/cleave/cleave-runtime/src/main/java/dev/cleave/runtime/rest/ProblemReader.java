package dev.cleave.runtime.rest;

import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.problem.ProblemDocument;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Turns a problem document back into the exception of the contract. */
final class ProblemReader implements ResponseExceptionMapper<Exception> {
  private final ContractModel contract;

  ProblemReader(ContractModel contract) {
    this.contract = contract;
  }

  @Override
  public boolean handles(int status, MultivaluedMap<String, Object> headers) {
    return status >= 400;
  }

  @Override
  public Exception toThrowable(Response response) {
    return ProblemDocument.restore(contract, response.getStatus(), body(response));
  }

  private static String body(Response response) {
    if (!response.hasEntity()) {
      return "";
    }
    try (InputStream body = response.readEntity(InputStream.class)) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
