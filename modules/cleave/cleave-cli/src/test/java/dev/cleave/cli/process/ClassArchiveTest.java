package dev.cleave.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  private static final Runtime.Version JAVA_17 = Runtime.Version.parse("17.0.15+6");
  private static final Runtime.Version JAVA_25 = Runtime.Version.parse("25.0.3+9");

  @TempDir private Path folder;
  private Path war;

  @BeforeEach
  void war() throws IOException {
    war = Files.writeString(folder.resolve("monolith.war"), "classes");
  }

  private ClassArchive archive() throws IOException {
    return ClassArchive.of(folder.resolve("archives"), war, JAVA_17);
  }

  private Path written() throws IOException {
    return Path.of(archive().file() + ".part");
  }

  @Test
  void the_first_server_writes_the_archive_when_it_ends() throws IOException {
    assertThat(archive().options()).contains("-XX:ArchiveClassesAtExit=" + written());
  }

  @Test
  void the_next_server_uses_it() throws IOException {
    archive().options();
    Files.writeString(written(), "archived");

    assertThat(archive().options())
        .contains("-XX:SharedArchiveFile=" + archive().file(), "-Xshare:auto");
    assertThat(archive().file()).hasContent("archived");
  }

  @Test
  void another_war_or_another_java_needs_another_archive() throws IOException {
    Path first = archive().file();
    assertThat(ClassArchive.of(folder.resolve("archives"), war, JAVA_25).file())
        .isNotEqualTo(first);
    Files.writeString(war, "other classes");
    assertThat(archive().file()).isNotEqualTo(first);
  }

  @Test
  void a_java_that_crashes_while_archiving_is_left_alone() throws IOException {
    assertThat(ClassArchive.of(folder.resolve("archives"), war, JAVA_25).options()).isEmpty();
  }
}
