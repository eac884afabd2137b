package dev.cleave.runtime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.Page;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.json.ContractJson;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the annotations of a contract say about its responses: 201 with Location, page links, JSON.
 */
final class OutgoingResponses implements ContainerResponseFilter {
  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
  private final HttpMetrics metrics;

  OutgoingResponses(HttpMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    IncomingCall call = IncomingCall.current();
    IncomingCall.end();
    ContractMethod method = call == null ? null : call.method();
    metrics.count(request, response, method);
    if (call != null && !call.substitutes().isEmpty()) {
      response.getHeaders().putSingle(Headers.FALLBACK, SubstituteHeader.of(call.substitutes()));
    }
    if (method == null || response.getStatus() >= 300 || response.getEntity() == null) {
      return;
    }
    response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_TYPE);
    if (response.getEntity() instanceof Page<?> page) {
      for (Link link : PageLinks.of(page, request.getUriInfo())) {
        response.getHeaders().add(HttpHeaders.LINK, link.toString());
      }
    }
    method
        .createdPath()
        .ifPresent(
            template -> {
              response.setStatus(201);
              response
                  .getHeaders()
                  .putSingle(
                      HttpHeaders.LOCATION, location(request, template, response.getEntity()));
            });
  }

  private static URI location(ContainerRequestContext request, String template, Object entity) {
    JsonNode json = ContractJson.instance().valueToTree(entity);
    StringBuilder path = new StringBuilder();
    Matcher names = NAME.matcher(template);
    while (names.find()) {
      String value =
          json.hasNonNull(names.group(1))
              ? json.get(names.group(1)).asText()
              : request.getUriInfo().getPathParameters().getFirst(names.group(1));
      names.appendReplacement(
          path, Matcher.quoteReplacement(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }
    names.appendTail(path);
    return request.getUriInfo().getBaseUri().resolve(path.toString());
  }
}
