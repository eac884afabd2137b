package dev.cleave.runtime.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import dev.cleave.InvalidRequest;
import dev.cleave.runtime.contract.ContractModel;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code /openapi}, as MicroProfile OpenAPI defines it: YAML, or JSON if the {@code Accept} header
 * or {@code ?format=JSON} says so. Made at the first request and kept. Thread-safe.
 */
@Path("/openapi")
public final class OpenApiResource {
  private final List<ContractModel> contracts;
  private final Map<Format, byte[]> rendered = new ConcurrentHashMap<>();

  /** A form in which the document is served. */
  enum Format {
    YAML,
    JSON;

    private final MediaType mediaType =
        new MediaType("application", name().toLowerCase(Locale.ROOT));

    /**
     * Chooses the format.
     *
     * @param asked the query parameter, or {@code null}; it wins
     * @param acceptable the types of the {@code Accept} header, the preferred one first
     * @throws InvalidRequest if there is no such format
     */
    static Format of(String asked, List<MediaType> acceptable) {
      if (asked != null) {
        for (Format format : values()) {
          if (format.name().equalsIgnoreCase(asked)) {
            return format;
          }
        }
        String message = "must be YAML or JSON";
        throw new InvalidRequest(
            "The query parameter format " + message + ".",
            List.of(new InvalidRequest.Violation("format", message)));
      }
      for (MediaType accepted : acceptable) {
        for (Format format : values()) {
          if (format.mediaType.isCompatible(accepted)) {
            return format;
          }
        }
      }
      throw new NotAcceptableException("The document is application/yaml or application/json.");
    }

    byte[] render(List<ContractModel> contracts) {
      ObjectMapper mapper = this == JSON ? new JsonMapper() : yaml();
      try {
        return mapper
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(OpenApiDocument.of(contracts))
            .getBytes(StandardCharsets.UTF_8);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Cannot write the OpenAPI document as " + this, e);
      }
    }
  }

  private static YAMLMapper yaml() {
    return new YAMLMapper(
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .stringQuotingChecker(new PlainWords())
            .build());
  }

  /** Quotes whatever some reader of YAML could take for a number, a date or a boolean. */
  private static final class PlainWords extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean needToQuoteValue(String value) {
      return !value.matches("[A-Za-z/][A-Za-z0-9 ./_-]*") || super.needToQuoteValue(value);
    }
  }

  /** The resource of an application with these contracts. */
  public OpenApiResource(List<ContractModel> contracts) {
    this.contracts = List.copyOf(contracts);
  }

  @GET
  public Response document(@QueryParam("format") String asked, @Context HttpHeaders headers) {
    Format format = Format.of(asked, headers.getAcceptableMediaTypes());
    byte[] document = rendered.computeIfAbsent(format, f -> f.render(contracts));
    return Response.ok(document, format.mediaType).header(HttpHeaders.VARY, "Accept").build();
  }
}
