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

  @Test
  void a_module_whose_contract_shares_a_transaction_is_pinned_and_says_by_which_method()
      throws IOException {
    snapshot("catalog", "{\"discontinue\":{\"verb\":\"POST\",\"sharedTransaction\":true}}");
    snapshot("accounts", "{\"create\":{\"verb\":\"POST\"}}");
    Repository repository = new Repository(root);

    assertThat(repository.pinnedBy("catalog")).contains("Things.discontinue");
    assertThat(repository.pinnedBy("accounts")).isEmpty();
    assertThat(repository.pinnedBy("unrecorded")).isEmpty();
    repository.requireNotPinned("accounts");
    assertThatThrownBy(() -> repository.requireNotPinned("catalog"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith(
            "catalog stays local in the monolith: Things.discontinue is a @SharedTransaction");
  }

  private void snapshot(String module, String methods) throws IOException {
    Path file =
        root.resolve("modules/%s/%s-contract".formatted(module, module))
            .resolve("src/main/resources/META-INF/cleave/contracts/%s.json".formatted(module));
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "{\"module\":\"x\",\"contracts\":{\"Things\":{\"methods\":%s}}}".formatted(methods));
  }

  private void pom(String folder) throws IOException {
    Path directory = root.resolve("modules").resolve(folder);
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("pom.xml"), "<project/>");
  }
}
