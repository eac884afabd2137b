package dev.cleave.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  private static final Runtime.Version JAVA_17 = Runtime.Version.parse("17.0.15+6");
  private static final Runtime.Version JAVA_21 = Runtime.Version.parse("21.0.7+6");
  private static final Runtime.Version JAVA_25 = Runtime.Version.parse("25.0.3+9");
  private static final String LIBRARY = "WEB-INF/lib/library-1.0.jar";
  private static final String MAKE = "-XX:ArchiveClassesAtExit=";
  private static final String USE = "-XX:SharedArchiveFile=";

  @TempDir private Path folder;

  @BeforeEach
  void wars() throws IOException {
    war("monolith", "1", LIBRARY);
    war("shipping", "1", LIBRARY);
  }

  @Test
  void the_first_server_writes_the_archive_when_it_ends_and_the_next_ones_use_it()
      throws IOException {
    Files.writeString(written(start("monolith")), "archived");

    Path archive = used(start("monolith"));
    assertThat(archive).hasContent("archived");
    assertThat(used(startLikeMonolith("shipping"))).isEqualTo(archive);
    assertThat(used(startLikeMonolith("monolith"))).isEqualTo(archive);
  }

  @Test
  void a_program_that_is_like_another_writes_none() throws IOException {
    assertThat(startLikeMonolith("shipping")).isEmpty();
  }

  @Test
  void who_was_killed_before_or_while_it_wrote_the_archive_writes_it_the_next_time()
      throws IOException {
    Path written = written(start("monolith"));
    assertThat(written(start("monolith"))).isEqualTo(written);
    Files.write(written, new byte[1000]);
    assertThat(written(start("monolith"))).isEqualTo(written);
  }

  @Test
  void what_is_built_of_the_same_libraries_keeps_the_archive() throws IOException {
    Files.writeString(written(start("monolith")), "archived");
    war("monolith", "2", LIBRARY);
    assertThat(used(start("monolith"))).exists();
  }

  @Test
  void other_libraries_make_a_new_archive_and_the_old_one_serves_until_it_is_there()
      throws IOException {
    Files.writeString(written(start("monolith")), "archived");
    Path first = used(start("monolith"));
    war("monolith", "1", "WEB-INF/lib/library-2.0.jar");
    Path second = written(start("monolith"));
    assertThat(used(startLikeMonolith("shipping"))).isEqualTo(first);
    Files.writeString(second, "archived anew");

    assertThat(used(start("monolith"))).hasContent("archived anew");
    assertThat(first).doesNotExist();
  }

  @Test
  void another_java_has_another_archive() throws IOException {
    Files.writeString(written(start("monolith")), "archived");
    start("monolith");
    assertThat(archive("monolith", JAVA_21).options()).anyMatch(option -> option.startsWith(MAKE));
    assertThat(used(start("monolith"))).exists();
  }

  @Test
  void a_java_that_crashes_while_archiving_is_left_alone() throws IOException {
    assertThat(archive("monolith", JAVA_25).options()).isEmpty();
  }

  private List<String> start(String program) throws IOException {
    return archive(program, JAVA_17).options();
  }

  private List<String> startLikeMonolith(String program) throws IOException {
    return archive(program, JAVA_17).options("monolith");
  }

  private ClassArchive archive(String program, Runtime.Version java) throws IOException {
    return ClassArchive.of(folder.resolve("archives"), folder.resolve(program + ".war"), java);
  }

  private static Path written(List<String> options) {
    return path(options, MAKE);
  }

  private static Path used(List<String> options) {
    return path(options, USE);
  }

  private static Path path(List<String> options, String name) {
    assertThat(options).anyMatch(option -> option.startsWith(name));
    Stream<String> option = options.stream().filter(each -> each.startsWith(name));
    return Path.of(option.findFirst().orElseThrow().substring(name.length()));
  }

  private void war(String program, String content, String library) throws IOException {
    try (ZipOutputStream war =
        new ZipOutputStream(Files.newOutputStream(folder.resolve(program + ".war")))) {
      war.putNextEntry(new ZipEntry(library));
      war.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
