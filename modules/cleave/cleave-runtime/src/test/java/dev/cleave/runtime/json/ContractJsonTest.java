package dev.cleave.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.runtime.json.Sample.Circle;
import dev.cleave.runtime.json.Sample.Colour;
import dev.cleave.runtime.json.Sample.Line;
import dev.cleave.runtime.json.Sample.SampleId;
import dev.cleave.runtime.json.Sample.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractJsonTest {
  private static final ObjectMapper JSON = ContractJson.instance();

  record Holder(List<String> names, Optional<String> note, Colour colour) {}

  record Numbers(int small, BigDecimal exact) {}

  record Deleted(String message) {}

  @Test
  void a_record_whose_only_component_is_value_travels_bare() throws JsonProcessingException {
    assertThat(JSON.writeValueAsString(new Line(new SampleId(7), new BigDecimal("12.50"))))
        .isEqualTo("{\"sample\":7,\"amount\":12.50}");
    assertThat(JSON.readValue("{\"sample\":7,\"amount\":12.50}", Line.class))
        .isEqualTo(new Line(new SampleId(7), new BigDecimal("12.50")));
  }

  @Test
  void a_record_whose_only_component_has_another_name_stays_an_object()
      throws JsonProcessingException {
    assertThat(JSON.writeValueAsString(new Deleted("gone"))).isEqualTo("{\"message\":\"gone\"}");
    assertThat(JSON.readValue("{\"message\":\"gone\"}", Deleted.class))
        .isEqualTo(new Deleted("gone"));
  }

  @Test
  void a_variant_of_a_sealed_interface_names_its_type() throws JsonProcessingException {
    String json = JSON.writerFor(Shape.class).writeValueAsString(new Circle(3));
    assertThat(json).isEqualTo("{\"type\":\"circle\",\"radius\":3}");
    assertThat(JSON.readValue(json, Shape.class)).isEqualTo(new Circle(3));
    assertThat(JSON.readValue("{\"radius\":3,\"type\":\"circle\"}", Shape.class))
        .isEqualTo(new Circle(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"names\":null,\"note\":null}", "{\"unheardOf\":[1],\"names\":[]}"})
  void what_is_missing_reads_as_empty_and_what_is_unknown_is_passed_over(String json)
      throws JsonProcessingException {
    Holder holder = JSON.readValue(json, Holder.class);
    assertThat(holder.names()).isEmpty();
    assertThat(holder.note()).isEmpty();
  }

  @Test
  void an_enum_constant_added_later_reads_as_unknown() throws JsonProcessingException {
    assertThat(JSON.readValue("{\"colour\":\"MAUVE\"}", Holder.class).colour())
        .isEqualTo(Colour.UNKNOWN);
  }

  @Test
  void an_instant_of_any_zone_is_read_in_microseconds() throws JsonProcessingException {
    assertThat(JSON.readValue("\"2026-03-29T02:30:00.123456789+02:00\"", Instant.class))
        .isEqualTo(Instant.parse("2026-03-29T00:30:00.123456Z"));
    assertThat(JSON.writeValueAsString(Instant.parse("2026-03-29T00:30:00.123456789Z")))
        .isEqualTo("\"2026-03-29T00:30:00.123456Z\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"small\":\"7\"}",
        "{\"small\":7.5}",
        "{\"small\":7.0}",
        "{\"small\":null}",
        "{\"small\":true}",
        "{\"small\":99999999999}",
        "{\"small\":1,\"exact\":\"1.5\"}",
        "{\"small\":1,\"exact\":NaN}",
        "{\"small\":1,\"small\":2}",
        "{\"small\":1} trailing",
        "[]",
        "\"text\""
      })
  void a_wrong_type_is_refused_rather_than_coerced(String json) {
    assertThatThrownBy(() -> JSON.readValue(json, Numbers.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"names\":[1]}", "{\"note\":5}", "{\"colour\":1}"})
  void a_text_is_not_made_of_something_else(String json) {
    assertThatThrownBy(() -> JSON.readValue(json, Holder.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void decimals_keep_their_digits() throws JsonProcessingException {
    assertThat(JSON.readValue("{\"small\":1,\"exact\":100.00}", Numbers.class).exact())
        .isEqualTo(new BigDecimal("100.00"));
    assertThat(JSON.writeValueAsString(new Numbers(1, new BigDecimal("1E+3"))))
        .isEqualTo("{\"small\":1,\"exact\":1000}");
  }
}
