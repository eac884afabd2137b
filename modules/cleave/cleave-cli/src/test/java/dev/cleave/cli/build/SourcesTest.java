package dev.cleave.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir private Path root;
  private Deployment monolith;

  @BeforeEach
  void a_monolith_that_is_built_from_accounts_and_not_from_catalog() throws IOException {
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    pom("modules/monolith", "monolith", "accounts-service", "compile");
    pom("modules/accounts/accounts-service", "accounts-service", "accounts-contract", "compile");
    pom("modules/accounts/accounts-contract", "accounts-contract", "test-kit", "test");
    pom("modules/catalog/catalog-service", "catalog-service", "accounts-contract", "compile");
    pom("modules/cleave/test-kit", "test-kit", "accounts-contract", "compile");
    source("modules/accounts/accounts-contract/src/main/java/Accounts.java");
    source("modules/catalog/catalog-service/src/main/java/Catalog.java");
    source("modules/cleave/test-kit/src/main/java/TestKit.java");
    source("modules/accounts/accounts-contract/src/test/java/AccountsTest.java");
    source("modules/monolith/target/monolith.war");
    everythingIsAsOldAs(BUILT);
    monolith = new Repository(root).monolith();
  }

  @Test
  void nothing_is_built_again_without_reason() throws IOException {
    assertThat(new Sources(root).areNewerThan(monolith)).isFalse();
  }

  @Test
  void a_war_that_is_absent_is_out_of_date() throws IOException {
    Files.delete(monolith.war());

    assertThat(new Sources(root).areNewerThan(monolith)).isTrue();
  }

  @Test
  void an_edited_source_of_a_dependency_of_a_dependency_makes_the_war_out_of_date()
      throws IOException {
    edit("modules/accounts/accounts-contract/src/main/java/Accounts.java");

    assertThat(new Sources(root).areNewerThan(monolith)).isTrue();
  }

  @Test
  void an_edited_pom_on_the_way_makes_the_war_out_of_date() throws IOException {
    edit("modules/accounts/accounts-service/pom.xml");

    assertThat(new Sources(root).areNewerThan(monolith)).isTrue();
  }

  @Test
  void tests_and_modules_beside_the_way_do_not_count() throws IOException {
    edit("modules/accounts/accounts-contract/src/test/java/AccountsTest.java");
    edit("modules/catalog/catalog-service/src/main/java/Catalog.java");
    edit("modules/cleave/test-kit/src/main/java/TestKit.java");

    assertThat(new Sources(root).areNewerThan(monolith)).isFalse();
  }

  private void pom(String folder, String artifact, String dependency, String scope)
      throws IOException {
    Path pom = root.resolve(folder).resolve("pom.xml");
    Files.createDirectories(pom.getParent());
    Files.writeString(
        pom,
        """
        <project>
          <parent><groupId>dev.cleave</groupId><artifactId>cleave</artifactId></parent>
          <artifactId>%s</artifactId>
          <dependencies>
            <dependency>
              <groupId>dev.cleave</groupId><artifactId>%s</artifactId><scope>%s</scope>
            </dependency>
          </dependencies>
        </project>
        """
            .formatted(artifact, dependency, scope));
  }

  private void source(String file) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "");
  }

  private void edit(String file) throws IOException {
    Files.setLastModifiedTime(root.resolve(file), FileTime.from(BUILT.plus(Duration.ofMinutes(1))));
  }

  private void everythingIsAsOldAs(Instant time) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setLastModifiedTime(file, FileTime.from(time));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            Files.setLastModifiedTime(folder, FileTime.from(time));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
