package dev.cleave.runtime.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.json.ContractJson;
import dev.cleave.runtime.openapi.Parcels.DepotId;
import dev.cleave.runtime.openapi.Parcels.Event;
import dev.cleave.runtime.openapi.Parcels.Home;
import dev.cleave.runtime.openapi.Parcels.NewParcel;
import dev.cleave.runtime.openapi.Parcels.Parcel;
import dev.cleave.runtime.openapi.Parcels.ParcelId;
import dev.cleave.runtime.openapi.Parcels.PickUpPoint;
import dev.cleave.runtime.openapi.Parcels.State;
import dev.cleave.runtime.openapi.Parcels.Stop;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others say about the document: the official schema, a parser, and the JSON really sent. */
class OpenApiValidityTest {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder ->
              builder.schemaMappers(
                  mappers ->
                      mappers.mapPrefix(
                          "https://spec.openapis.org/", "classpath:spec.openapis.org/")));
  private final ObjectNode document =
      OpenApiDocument.of(
          List.of(
              ContractModel.of(Parcels.class),
              ContractModel.of(Elsewhere.Parcels.class),
              ContractModel.of(Elsewhere.Issues.class)));

  @Test
  void the_document_fulfils_the_official_schema() throws Exception {
    assertThat(official(document)).isEmpty();
  }

  @Test
  void the_official_schema_would_notice() throws Exception {
    document.withObject("/components/schemas/ParcelsLabel").put("type", "text");
    document.withObject("/paths/~1api~1parcels/get/responses/200").remove("description");

    assertThat(official(document)).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void a_parser_resolves_everything_and_complains_about_nothing() {
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(document.toPrettyString());

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getPaths()).hasSize(6);
  }

  @Test
  void what_is_sent_fulfils_its_schema() throws Exception {
    Event event = new Event("lost", List.of(), Optional.empty());
    Parcel full =
        new Parcel(
            new ParcelId(UUID.fromString("6f3f2f0e-8a0c-4f0e-9d3e-000000000001")),
            State.SENT,
            new PickUpPoint(new DepotId(7)),
            new BigDecimal("12.50"),
            true,
            5_000_000_000L,
            Instant.parse("2026-01-31T12:00:00.000001Z"),
            LocalDate.parse("2026-02-01"),
            List.of(new Stop(new DepotId(8), Optional.of(Instant.EPOCH))),
            List.of(new Event("found", List.of("dry"), Optional.of(event))),
            Optional.of("fragile"),
            Optional.of(new DepotId(9)),
            Optional.of(State.OPEN));
    Parcel sparse =
        new Parcel(
            full.id(),
            State.UNKNOWN,
            new Home("Main Street 1"),
            BigDecimal.ZERO,
            false,
            0,
            Instant.EPOCH,
            LocalDate.EPOCH,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(check("ParcelsParcel", ContractJson.instance().valueToTree(full))).isEmpty();
    assertThat(check("ParcelsParcel", ContractJson.instance().valueToTree(sparse))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"target\":{\"type\":\"home\",\"street\":\"x\"},\"weight\":0.125}",
        "{\"target\":{\"type\":\"pick-up-point\",\"depot\":1},\"weight\":1,\"note\":null,\"more\":1}",
      })
  void what_is_read_fulfils_its_schema(String body) throws Exception {
    assertThat(ContractJson.instance().readValue(body, NewParcel.class)).isNotNull();
    assertThat(check("ParcelsNewParcel", new ObjectMapper().readTree(body))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"target\":{\"type\":\"home\",\"street\":\"x\"}}                                | weight",
        "{\"target\":{\"type\":\"home\",\"street\":\" \"},\"weight\":1}                   | target",
        "{\"target\":{\"type\":\"moon\",\"street\":\"x\"},\"weight\":1}                   | target",
        "{\"target\":{\"type\":\"home\",\"street\":\"x\"},\"weight\":1000}                | weight",
        "{\"target\":{\"type\":\"home\",\"street\":\"x\"},\"weight\":0.0001}              | weight",
        "{\"target\":{\"type\":\"home\",\"street\":\"x\"},\"weight\":1,\"note\":\"\"}     | note",
        "{\"target\":{\"type\":\"home\",\"street\":\"x\"},\"weight\":1,\"depot\":0}       | depot",
      })
  void a_broken_constraint_breaks_the_schema(String body, String where) throws Exception {
    assertThat(check("ParcelsNewParcel", new ObjectMapper().readTree(body)))
        .isNotEmpty()
        .allSatisfy(message -> assertThat(message.getMessage()).contains(where));
  }

  private static Set<ValidationMessage> official(ObjectNode document) throws Exception {
    JsonSchema schema =
        SCHEMAS.getSchema(
            SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07"));
    return schema.validate(new ObjectMapper().readTree(document.toString()));
  }

  private Set<ValidationMessage> check(String component, JsonNode value) throws Exception {
    ObjectNode schema = new ObjectMapper().createObjectNode();
    schema.put("$ref", "#/components/schemas/" + component);
    schema.set("components", new ObjectMapper().readTree(document.get("components").toString()));
    return SCHEMAS
        .getSchema(schema)
        .validate(value, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
  }
}
