package dev.cleave.cli.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A repository with the modules {@code ordering} and {@code stock}, and a WAR of both. */
public final class TrialWar {
  private static final String PACKAGES = "dev/cleave/cli/report/trial/";

  private TrialWar() {}

  /** The folders that make a repository, without anything built. */
  public static void repository(Path root) throws IOException {
    for (String module : List.of("ordering", "stock")) {
      Path service = root.resolve("modules").resolve(module).resolve(module + "-service");
      Files.createDirectories(service);
      Files.writeString(service.resolve("pom.xml"), pom(module + "-service"));
    }
    Path monolith = Files.createDirectories(root.resolve("modules/monolith"));
    Files.writeString(monolith.resolve("pom.xml"), pom("monolith"));
    Files.writeString(root.resolve("pom.xml"), pom("shop"));
    Files.createDirectories(root.resolve("app-server-config"));
    Files.writeString(root.resolve("app-server-config/ports.properties"), "monolith=1\n");
  }

  private static String pom(String artifact) {
    return "<project><artifactId>%s</artifactId></project>".formatted(artifact);
  }

  /** What a build would leave. */
  public static void build(Path root) throws IOException {
    Path target = Files.createDirectories(root.resolve("modules/monolith/target"));
    try (ZipOutputStream war =
        new ZipOutputStream(Files.newOutputStream(target.resolve("monolith.war")))) {
      for (String module : List.of("ordering", "stock")) {
        war.putNextEntry(new ZipEntry("WEB-INF/lib/" + module + "-service-1.jar"));
        war.write(jar(module));
        war.closeEntry();
      }
    }
  }

  private static byte[] jar(String module) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Path classes = Path.of("target/test-classes");
    try (ZipOutputStream jar = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(classes.resolve(PACKAGES + module))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        copy(file, jar);
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void copy(Path file, OutputStream out) throws IOException {
    out.write(Files.readAllBytes(file));
  }
}
