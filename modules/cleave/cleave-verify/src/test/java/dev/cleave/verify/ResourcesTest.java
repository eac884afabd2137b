package dev.cleave.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourcesTest {
  @TempDir Path folder;

  @Test
  void files_are_found_in_directories_and_in_jars() throws Exception {
    Path directory = folder.resolve("classes/db/migration/ordering");
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("V2__b.sql"), "select 2");
    Files.writeString(directory.resolve("notes.txt"), "not SQL");
    Path jar = folder.resolve("ordering service.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name :
          new String[] {
            "db/",
            "db/migration/",
            "db/migration/ordering/",
            "db/migration/ordering/V1__a.sql",
            "db/migration/ordering/old/V0__z.sql",
            "db/migration/orderingx/V9__x.sql"
          }) {
        out.putNextEntry(new JarEntry(name));
        if (!name.endsWith("/")) {
          out.write("select 1".getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    URL[] urls = {folder.resolve("classes").toUri().toURL(), jar.toUri().toURL()};

    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      assertThat(new Resources(loader).in("db/migration/ordering", ".sql"))
          .containsExactly(
              new Resources.TextFile("db/migration/ordering/V1__a.sql", "select 1"),
              new Resources.TextFile("db/migration/ordering/V2__b.sql", "select 2"));
    }
  }
}
