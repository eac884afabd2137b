package dev.cleave.shop.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The compiler of Protocol Buffers.
 *
 * @param folder below which its files lie
 */
record Protoc(Path folder) {
  /** A file's description, if it is valid. */
  FileDescriptorProto compile(String file) throws IOException, InterruptedException {
    Path timestamp = folder.resolve("google/protobuf/timestamp.proto");
    if (!Files.exists(timestamp)) {
      Files.createDirectories(timestamp.getParent());
      try (InputStream in =
          FileDescriptorProto.class.getResourceAsStream("/google/protobuf/timestamp.proto")) {
        Files.copy(in, timestamp);
      }
    }
    Path protoc = Path.of(System.getProperty("protoc"));
    assertThat(protoc.toFile().setExecutable(true)).isTrue();
    Path description = folder.resolve("described");
    Process process =
        new ProcessBuilder(
                protoc.toString(),
                "--proto_path=" + folder,
                "--descriptor_set_out=" + description,
                file)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isEmpty();
    return FileDescriptorSet.parseFrom(Files.readAllBytes(description)).getFile(0);
  }
}
