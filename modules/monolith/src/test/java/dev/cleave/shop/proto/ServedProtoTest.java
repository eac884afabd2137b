package dev.cleave.shop.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cleave.ModuleContract;
import dev.cleave.grpc.schema.ContractSchema;
import dev.cleave.runtime.contract.ContractModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a contract's jar tells clients in other languages is what the server understands. */
class ServedProtoTest {
  @TempDir Path folder;

  static Stream<Class<?>> contracts() {
    return new ClassFileImporter()
        .importPackages("dev.cleave.shop").stream()
            .filter(type -> type.isAnnotatedWith(ModuleContract.class))
            .<Class<?>>map(JavaClass::reflect);
  }

  @Test
  void all_contracts_are_compared() {
    assertThat(contracts()).hasSizeGreaterThanOrEqualTo(9);
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void a_proto_is_valid_and_says_what_is_served(Class<?> contract) throws Exception {
    ContractModel model = ContractModel.of(contract);
    String file = model.module() + "/" + model.name() + ".proto";

    FileDescriptorProto exported = compiled(contract, file, text -> text);

    FileDescriptorProto served = ContractSchema.of(model).descriptor();
    assertThat(exported.getPackage()).isEqualTo(served.getPackage());
    assertThat(DescribedFile.of(exported)).isEqualTo(DescribedFile.of(served)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void a_proto_that_says_something_else_would_be_noticed(Class<?> contract) throws Exception {
    ContractModel model = ContractModel.of(contract);
    String file = model.module() + "/" + model.name() + ".proto";
    List<String> served = DescribedFile.of(ContractSchema.of(model).descriptor());

    for (String change : List.of(" = 1;~ = 999;", "optional int32~int32", "int32~int64")) {
      String[] sides = change.split("~");
      FileDescriptorProto changed =
          compiled(contract, file, text -> text.replaceFirst(sides[0], sides[1]));
      assertThat(DescribedFile.of(changed)).as(change).isNotEqualTo(served);
    }
  }

  private interface Edit {
    String edit(String text);
  }

  private FileDescriptorProto compiled(Class<?> contract, String file, Edit edit)
      throws IOException, InterruptedException {
    Path proto = folder.resolve(file);
    Files.createDirectories(proto.getParent());
    String resource = "/META-INF/cleave/proto/" + file;
    try (InputStream in = contract.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      Files.writeString(proto, edit.edit(new String(in.readAllBytes())));
    }
    return new Protoc(folder).compile(file);
  }
}
