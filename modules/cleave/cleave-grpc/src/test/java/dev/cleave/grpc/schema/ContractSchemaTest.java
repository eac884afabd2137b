package dev.cleave.grpc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.TimestampProto;
import dev.cleave.ModuleContract;
import dev.cleave.grpc.schema.FieldSchema.Label;
import dev.cleave.grpc.schema.FieldSchema.ProtoType;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Relay;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a contract looks in Protocol Buffers. */
class ContractSchemaTest {
  private static final ContractSchema PROBE = schema(Probe.class);

  private static ContractSchema schema(Class<?> contract) {
    return ContractSchema.of(ContractModel.of(contract), FieldNumbers.inOrder());
  }

  @ModuleContract("stock-room")
  @Path("/shelves")
  interface Shelves {
    record Shelf(int number, String name) {}

    @POST
    void add(Shelf shelf);
  }

  @ModuleContract("bad")
  @Path("/bad")
  interface Nested {
    @GET
    List<List<String>> lists();
  }

  @ModuleContract("bad")
  @Path("/bad")
  interface Clash {
    record AddRequest(String text) {}

    @POST
    void add(AddRequest request);
  }

  private static FieldSchema field(String message, String field) {
    return PROBE.message(message).fields().stream()
        .filter(f -> f.name().equals(field))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_package_is_the_module_and_the_contract_if_that_is_another_name() {
    assertThat(PROBE.serviceName()).isEqualTo("cleave.probe.Probe");
    assertThat(schema(Relay.class).serviceName()).isEqualTo("cleave.probe.relay.Relay");
    assertThat(schema(Shelves.class).serviceName()).isEqualTo("cleave.stock_room.shelves.Shelves");
  }

  @Test
  void objects_may_be_absent_and_primitives_are_zero() {
    assertThat(field("Everything", "text").label()).isEqualTo(Label.OPTIONAL);
    assertThat(field("Everything", "id").label()).isEqualTo(Label.OPTIONAL);
    assertThat(field("Everything", "colour").label()).isEqualTo(Label.OPTIONAL);
    assertThat(field("Everything", "number").label()).isEqualTo(Label.NONE);
    assertThat(field("Everything", "shape").label()).isEqualTo(Label.NONE);
    assertThat(field("Everything", "instant").label()).isEqualTo(Label.NONE);
    assertThat(field("Everything", "texts").label()).isEqualTo(Label.REPEATED);
  }

  @Test
  void a_record_of_one_value_is_that_value_and_exact_values_are_text() {
    assertThat(field("Everything", "id").type()).isEqualTo(ProtoType.INT32);
    assertThat(field("Everything", "decimal").type()).isEqualTo(ProtoType.STRING);
    assertThat(field("Everything", "uuid").type()).isEqualTo(ProtoType.STRING);
    assertThat(field("Everything", "until").type()).isEqualTo(ProtoType.TIMESTAMP);
  }

  @Test
  void a_page_lies_open_in_its_response_and_nothing_is_an_empty_one() {
    assertThat(PROBE.message("ItemsResponse").fields())
        .extracting(FieldSchema::name)
        .containsExactly("items", "number", "size", "hasNext");
    assertThat(PROBE.message("RemoveResponse").fields()).isEmpty();
    assertThat(PROBE.message("RemoveRequest").fields())
        .extracting(FieldSchema::name)
        .containsExactly("id");
  }

  @Test
  void unknown_is_zero_and_constants_have_the_name_of_their_enum() {
    EnumSchema colour = PROBE.enumOf("Colour");
    assertThat(colour.numbers()).containsEntry("UNKNOWN", 0).containsEntry("RED", 1);
    assertThat(colour.valueName("RED")).isEqualTo("COLOUR_RED");
  }

  @Test
  void the_descriptor_is_valid() throws Exception {
    FileDescriptor file =
        FileDescriptor.buildFrom(
            PROBE.descriptor(), new FileDescriptor[] {TimestampProto.getDescriptor()});
    assertThat(file.findServiceByName("Probe").getMethods()).hasSize(PROBE.rpcs().size());
    assertThat(file.findMessageTypeByName("Shape").getOneofs()).hasSize(1);
    assertThat(file.findMessageTypeByName("Refused").getFields())
        .extracting(f -> f.getName())
        .contains("item", "hint");
  }

  private static ContractSchema shelves(String... lines) throws IOException {
    return ContractSchema.of(
        ContractModel.of(Shelves.class),
        FieldNumbers.read("shelves.numbers", new StringReader(String.join("\n", lines))));
  }

  @Test
  void numbers_are_those_of_the_file_and_removed_ones_stay_reserved() throws IOException {
    ContractSchema schema =
        shelves(
            "# kept by the build",
            "AddRequest.shelf = 4",
            "Shelf.number = 7 # was moved",
            "Shelf.name = 2",
            "reserved Shelf.colour = 1");
    assertThat(schema.message("Shelf").fields())
        .extracting(FieldSchema::number)
        .containsExactly(7, 2);
    assertThat(schema.message("Shelf").reserved()).containsEntry("colour", 1);
    assertThat(schema.descriptor().getMessageTypeList())
        .anySatisfy(message -> assertThat(message.getReservedNameList()).containsExactly("colour"));
  }

  @Test
  void a_file_that_is_wrong_is_refused_by_its_line() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shelves("AddRequest.shelf = 1", "Shelf.number = 1"))
        .withMessageContaining("shelves.numbers has no number for Shelf.name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shelves("Shelf.number = 1", "Shelf.name = 1"))
        .withMessageContaining("shelves.numbers:2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shelves("reserved Shelf.old = 1", "Shelf.name = 1"))
        .withMessageContaining("shelves.numbers:2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shelves("Shelf.name = 19000"))
        .withMessageContaining("19000 to 19999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shelves("Shelf.name: 1"))
        .withMessageContaining("shelves.numbers:1");
  }

  @Test
  void what_cannot_be_carried_is_refused_by_its_place() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schema(Nested.class))
        .withMessageContaining("bad/Nested cannot go over gRPC: ListsResponse.result");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schema(Clash.class))
        .withMessageContaining("two of its types would be the message AddRequest");
  }
}
