package dev.cleave.runtime.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cleave.InvalidRequest;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.openapi.OpenApiResource.Format;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiResourceTest {
  private static final MediaType ANY = new MediaType("*", "*");
  private static final MediaType JSON = new MediaType("application", "json");
  private static final MediaType YAML = new MediaType("application", "yaml");
  private static final MediaType HTML = new MediaType("text", "html");

  @Test
  void yaml_is_served_unless_json_is_preferred() {
    assertThat(Format.of(null, List.of(ANY))).isEqualTo(Format.YAML);
    assertThat(Format.of(null, List.of(HTML, ANY))).isEqualTo(Format.YAML);
    assertThat(Format.of(null, List.of(YAML, JSON))).isEqualTo(Format.YAML);
    assertThat(Format.of(null, List.of(JSON))).isEqualTo(Format.JSON);
    assertThat(Format.of(null, List.of(JSON, ANY))).isEqualTo(Format.JSON);
  }

  @Test
  void the_query_parameter_wins() {
    assertThat(Format.of("JSON", List.of(YAML))).isEqualTo(Format.JSON);
    assertThat(Format.of("yaml", List.of(JSON))).isEqualTo(Format.YAML);
    assertThatThrownBy(() -> Format.of("xml", List.of(ANY)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessage("The query parameter format must be YAML or JSON.");
  }

  @Test
  void both_forms_say_the_same() throws Exception {
    List<ContractModel> contracts = List.of(ContractModel.of(Parcels.class));
    String yaml = new String(Format.YAML.render(contracts), StandardCharsets.UTF_8);
    String json = new String(Format.JSON.render(contracts), StandardCharsets.UTF_8);

    assertThat(yaml).startsWith("openapi: \"3.1.0\"\n").contains("type: array\n");
    assertThat(new ObjectMapper().readTree(new YAMLMapper().readTree(yaml).toString()))
        .isEqualTo(new ObjectMapper().readTree(json));
  }
}
