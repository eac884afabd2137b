package dev.cleave.cli.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {

  @TempDir private Path root;

  @Test
  void a_module_is_a_folder_with_a_service_and_can_move_out_when_it_has_an_app()
      throws IOException {
    pom("ordering/ordering-service");
    pom("accounts/accounts-service");
    pom("accounts/accounts-app");
    pom("money");
    pom("cleave/cleave-api");
    Repository repository = new Repository(root);

    assertThat(repository.modules()).containsExactly("accounts", "ordering");
    assertThat(repository.extractable()).containsExactly("accounts");
    assertThat(repository.app("accounts").configuration())
        .isEqualTo(root.resolve("modules/accounts/accounts-app/src/main/liberty/config"));
    assertThatThrownBy(() -> repository.app("money"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("there is no module money to run as a process of its own; there are accounts");
  }

  private void pom(String folder) throws IOException {
    Path directory = root.resolve("modules").resolve(folder);
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("pom.xml"), "<project/>");
  }
}
