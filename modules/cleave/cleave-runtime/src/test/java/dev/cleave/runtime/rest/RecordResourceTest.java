package dev.cleave.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.InvalidRequest;
import dev.cleave.ModuleContract;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.json.ContractJson;
import dev.cleave.runtime.record.Recorder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class RecordResourceTest {
  private final Recorder recorder = new Recorder();
  private final RecordResource resource = new RecordResource("monolith", recorder);

  @ModuleContract("clock")
  @Path("/clock")
  interface Clock {
    @GET
    String now();
  }

  private JsonNode answer() throws Exception {
    return ContractJson.instance()
        .readTree(ContractJson.instance().writeValueAsString(resource.recorded()));
  }

  @Test
  void the_answer_names_what_the_command_line_reads() throws Exception {
    resource.start(60);
    recorder.record(ContractModel.of(Clock.class).methods().get(0), "local", null, () -> "now");

    JsonNode answer = answer();
    assertThat(answer.get("process").asText()).isEqualTo("monolith");
    assertThat(answer.get("recording").asBoolean()).isTrue();
    assertThat(answer.get("started").asText()).endsWith("Z");
    assertThat(answer.get("seconds").isNumber()).isTrue();
    assertThat(answer.get("requests").asInt()).isEqualTo(1);
    JsonNode call = answer.at("/calls/0");
    assertThat(call.fieldNames())
        .toIterable()
        .contains(
            "module",
            "caller",
            "file",
            "line",
            "callee",
            "method",
            "binding",
            "count",
            "p50Micros",
            "p99Micros",
            "requestBytes",
            "responseBytes",
            "requests",
            "inRequests",
            "maxPerRequest",
            "suspended");
    assertThat(call.get("method").asText()).isEqualTo("Clock.now");
    assertThat(call.get("responseBytes").asInt()).isEqualTo("\"now\"".length());
  }

  @Test
  void before_the_first_recording_there_is_nothing() throws Exception {
    assertThat(answer().get("recording").asBoolean()).isFalse();
    assertThat(answer().get("calls")).isEmpty();
  }

  @Test
  void a_time_out_of_range_is_refused_and_starts_nothing() {
    assertThatThrownBy(() -> resource.start(0))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("seconds must be from 1 to 86400");
    assertThat(recorder.isOn()).isFalse();
  }
}
