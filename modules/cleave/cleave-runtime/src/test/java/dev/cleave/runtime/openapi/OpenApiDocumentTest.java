package dev.cleave.runtime.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cleave.runtime.contract.ContractModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiDocumentTest {
  private static final ContractModel PARCELS = ContractModel.of(Parcels.class);
  private static final ContractModel NAMESAKE = ContractModel.of(Elsewhere.Parcels.class);
  private static final ContractModel ISSUES = ContractModel.of(Elsewhere.Issues.class);
  private final JsonNode document = json(OpenApiDocument.of(List.of(PARCELS)).toString());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ParcelsParcelId    | {type: string, format: uuid}",
        "ParcelsDepotId     | {type: integer, format: int32, minimum: 1}",
        "ParcelsState       | {type: string, enum: [OPEN, SENT, UNKNOWN]}",
        "ParcelsLabel       | {type: object, properties: {text: {type: string}}, required: [text]}",
        "ParcelsTarget      | {oneOf: [{$ref: '#/components/schemas/ParcelsHome'},"
            + " {$ref: '#/components/schemas/ParcelsPickUpPoint'}], discriminator: {propertyName: type,"
            + " mapping: {home: '#/components/schemas/ParcelsHome',"
            + " pick-up-point: '#/components/schemas/ParcelsPickUpPoint'}}}",
        "ParcelsPickUpPoint | {type: object, properties: {type: {const: pick-up-point},"
            + " depot: {$ref: '#/components/schemas/ParcelsDepotId'}}, required: [type, depot]}",
      })
  void types_become_components(String component, String expected) {
    assertThat(component(component)).isEqualTo(yaml(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id      | {$ref: '#/components/schemas/ParcelsParcelId'}",
        "weight  | {type: number}",
        "insured | {type: boolean}",
        "number  | {type: integer, format: int64}",
        "takenAt | {type: string, format: date-time}",
        "due     | {type: string, format: date}",
        "stops   | {type: array, items: {$ref: '#/components/schemas/ParcelsStop'}}",
        "note    | {type: [string, 'null']}",
        "depot   | {anyOf: [{$ref: '#/components/schemas/ParcelsDepotId'}, {type: 'null'}]}",
        "last    | {anyOf: [{$ref: '#/components/schemas/ParcelsState'}, {type: 'null'}]}",
      })
  void components_of_records_become_properties(String property, String expected) {
    assertThat(component("ParcelsParcel").path("properties").path(property))
        .isEqualTo(yaml(expected));
  }

  @Test
  void what_may_be_absent_is_not_required() {
    assertThat(texts(component("ParcelsNewParcel").path("required")))
        .containsExactly("target", "weight");
    assertThat(texts(component("ParcelsStop").path("required"))).containsExactly("depot");
  }

  @Test
  void a_list_may_be_left_out_of_a_request_unless_it_must_not_be_empty() {
    assertThat(texts(component("ParcelsMove").path("required")))
        .containsExactly("depot", "reasons");
  }

  @Test
  void a_list_is_always_there_in_what_is_only_a_response() {
    assertThat(texts(component("ParcelsParcel").path("required"))).contains("stops", "events");
    assertThat(texts(component("ParcelsEvent").path("required"))).containsExactly("what", "notes");
  }

  @Test
  void only_what_is_open_to_the_outside_is_told() {
    List<String> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(verb -> operations.add(verb + " " + path.getKey())));

    assertThat(operations)
        .containsExactly(
            "get /api/parcels",
            "post /api/parcels",
            "get /api/parcels/labels/{name}",
            "delete /api/parcels/{id}",
            "get /api/parcels/{id}",
            "put /api/parcels/{id}/depot");
    assertThat(document.toString()).doesNotContain("ecret");
  }

  @Test
  void an_operation_has_a_tag_a_summary_and_an_id() {
    JsonNode operation = operation("/api/parcels/{id}/depot", "put");

    assertThat(texts(operation.path("tags"))).containsExactly("dispatch");
    assertThat(operation.path("summary").asText()).isEqualTo("Move to");
    assertThat(operation.path("operationId").asText()).isEqualTo("parcelsMoveTo");
    assertThat(document.path("tags")).isEqualTo(yaml("[{name: dispatch}]"));
  }

  @Test
  void the_operator_key_is_needed_for_operators_and_possible_for_everybody() {
    assertThat(document.path("security")).isEqualTo(yaml("[{}, {operatorKey: []}]"));
    assertThat(operation("/api/parcels", "get").has("security")).isFalse();
    assertThat(operation("/api/parcels/{id}", "delete").path("security"))
        .isEqualTo(yaml("[{operatorKey: []}]"));
  }

  @Test
  void parameters_have_their_defaults_and_bounds() {
    assertThat(operation("/api/parcels", "get").path("parameters"))
        .isEqualTo(
            yaml(
                """
                - {name: state, in: query, required: false,
                   schema: {$ref: '#/components/schemas/ParcelsState', default: OPEN}}
                - {name: tag, in: query, required: false,
                   schema: {type: array, items: {type: string}}}
                - {name: from, in: query, required: true,
                   schema: {type: array, items: {$ref: '#/components/schemas/ParcelsDepotId'},
                            minItems: 1, maxItems: 9}}
                - {name: page, in: query, required: false,
                   schema: {type: integer, format: int32, minimum: 1, maximum: 100, default: 1}}
                - {name: size, in: query, required: false,
                   schema: {type: integer, format: int32, minimum: 1, maximum: 50, default: 20}}
                """));
  }

  @Test
  void a_command_takes_a_key_and_its_body() {
    JsonNode operation = operation("/api/parcels/{id}/depot", "put");

    assertThat(operation.path("parameters"))
        .isEqualTo(
            yaml(
                """
                - {name: id, in: path, required: true,
                   schema: {$ref: '#/components/schemas/ParcelsParcelId'}}
                - {$ref: '#/components/parameters/IdempotencyKey'}
                """));
    assertThat(operation.path("requestBody"))
        .isEqualTo(
            yaml(
                """
                {required: true, content: {application/json:
                  {schema: {$ref: '#/components/schemas/ParcelsMove'}}}}
                """));
  }

  @Test
  void results_have_their_status_and_headers() {
    JsonNode page = operation("/api/parcels", "get").at("/responses/200");
    JsonNode created = operation("/api/parcels", "post").at("/responses/201");

    assertThat(page.at("/headers/Link/schema/type").asText()).isEqualTo("string");
    assertThat(page.at("/content/application~1json/schema"))
        .isEqualTo(yaml("{type: array, items: {$ref: '#/components/schemas/ParcelsParcel'}}"));
    assertThat(created.at("/headers/Location/schema"))
        .isEqualTo(yaml("{type: string, format: uri}"));
    assertThat(created.at("/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/ParcelsParcel");
    assertThat(operation("/api/parcels/{id}", "delete").at("/responses/204"))
        .isEqualTo(yaml("{description: Done}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/parcels               | get    | 200 400 401 406 500 503 504",
        "/api/parcels/{id}          | get    | 200 400 401 404 406 500 503 504",
        "/api/parcels/labels/{name} | get    | 200 400 401 406 500 503 504",
        "/api/parcels               | post   | 201 400 401 406 409 413 415 422 500 503 504",
        "/api/parcels/{id}          | delete | 204 400 401 404 406 409 500 503 504",
      })
  void an_operation_tells_every_status(String path, String verb, String statuses) {
    List<String> found = new ArrayList<>();
    operation(path, verb).path("responses").fieldNames().forEachRemaining(found::add);

    assertThat(found).containsExactly(statuses.split(" "));
  }

  @Test
  void a_declared_problem_is_a_problem_document_with_its_code_and_fields() {
    assertThat(component("ParcelsParcelNotFound"))
        .isEqualTo(
            yaml(
                """
                allOf: [{$ref: '#/components/schemas/Problem'}]
                properties:
                  status: {const: 404}
                  code: {enum: [dispatch.parcel-not-found]}
                  id: {$ref: '#/components/schemas/ParcelsParcelId'}
                  hint: {type: string}
                required: [id, hint]
                """));
    assertThat(document.at("/components/responses/ParcelsOverweight"))
        .isEqualTo(
            yaml(
                """
                description: Overweight
                content: {application/problem+json:
                  {schema: {$ref: '#/components/schemas/ParcelsOverweight'}}}
                """));
    assertThat(operation("/api/parcels", "post").at("/responses/422/$ref").asText())
        .isEqualTo("#/components/responses/ParcelsOverweight");
  }

  @Test
  void problems_of_one_status_are_told_apart_by_their_code() {
    JsonNode response = operation("/api/parcels/{id}", "get").at("/responses/404");

    assertThat(response.path("description").asText())
        .isEqualTo("Parcel not found, or: The parcel is lost, or: No such resource");
    assertThat(response.at("/content/application~1problem+json/schema"))
        .isEqualTo(
            yaml(
                """
                oneOf:
                - {$ref: '#/components/schemas/ParcelsParcelNotFound'}
                - {$ref: '#/components/schemas/ParcelsParcelLost'}
                - {$ref: '#/components/schemas/NoSuchResource'}
                discriminator:
                  propertyName: code
                  mapping:
                    dispatch.parcel-not-found: '#/components/schemas/ParcelsParcelNotFound'
                    dispatch.parcel-lost: '#/components/schemas/ParcelsParcelLost'
                    cleave.no-such-resource: '#/components/schemas/NoSuchResource'
                """));
  }

  @Test
  void names_that_are_taken_are_told_apart() {
    JsonNode all = json(OpenApiDocument.of(List.of(PARCELS, NAMESAKE, ISSUES)).toString());

    assertThat(all.at("/paths/~1api~1archive/get/operationId").asText())
        .isEqualTo("parcelsParcels");
    assertThat(all.at("/paths/~1api~1parcels/get/operationId").asText())
        .isEqualTo("dispatch-parcelsParcels");
    assertThat(all.at("/components/schemas/ParcelsLabel/properties").has("number")).isTrue();
    assertThat(all.at("/components/schemas/OpenapiParcelsLabel/properties").has("text")).isTrue();
    assertThat(all.at("/components/schemas/OpenapiProblem/properties").has("severity")).isTrue();
  }

  @Test
  void the_version_follows_from_the_contracts_alone() {
    JsonNode once = OpenApiDocument.of(List.of(PARCELS, NAMESAKE));
    JsonNode again = OpenApiDocument.of(List.of(NAMESAKE, PARCELS));

    assertThat(once).isEqualTo(again);
    assertThat(once.at("/info/version").asText())
        .matches("[0-9a-f]{12}")
        .isNotEqualTo(document.at("/info/version").asText());
  }

  private JsonNode component(String name) {
    return document.path("components").path("schemas").path(name);
  }

  private JsonNode operation(String path, String verb) {
    return document.path("paths").path(path).path(verb);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode yaml(String text) {
    try {
      return json(new YAMLMapper().readTree(text).toString());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
