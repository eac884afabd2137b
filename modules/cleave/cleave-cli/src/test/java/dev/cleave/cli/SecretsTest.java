package dev.cleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir private Path home;

  @Test
  void a_secret_is_made_once_and_differs_from_all_others() throws IOException {
    Secrets secrets = new Secrets(home.resolve("secrets"));

    String key = secrets.operatorKey();
    assertThat(key).hasSize(48);
    assertThat(new Secrets(home.resolve("secrets")).operatorKey()).isEqualTo(key);
    assertThat(secrets.internalSecret()).isNotEqualTo(key);
    assertThat(secrets.modulePassword("accounts")).isNotEqualTo(secrets.modulePassword("catalog"));
  }

  @Test
  void only_the_owner_can_read_secrets() throws IOException {
    new Secrets(home.resolve("secrets")).operatorKey();

    assertThat(permissions(home.resolve("secrets"))).isEqualTo("rwx------");
    List<Path> files;
    try (Stream<Path> list = Files.list(home.resolve("secrets"))) {
      files = list.toList();
    }
    assertThat(files).hasSize(1);
    assertThat(permissions(files.get(0))).isEqualTo("rw-------");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
