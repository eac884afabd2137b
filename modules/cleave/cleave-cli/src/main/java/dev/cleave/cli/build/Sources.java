package dev.cleave.cli.build;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells whether a WAR or a jar is as new as everything it is built from. */
final class Sources {

  private final Path root;
  private final Map<String, Project> projects = new HashMap<>();

  /** Reads the poms of the repository in {@code root}. */
  Sources(Path root) throws IOException {
    this.root = root;
    for (String folder : List.of("modules", "app-server-config")) {
      if (Files.isDirectory(root.resolve(folder))) {
        readPoms(root.resolve(folder));
      }
    }
  }

  private void readPoms(Path everythingIn) throws IOException {
    Files.walkFileTree(
        everythingIn,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            String name = folder.getFileName().toString();
            if (name.equals("src") || name.equals("target")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Path pom = folder.resolve("pom.xml");
            if (Files.exists(pom)) {
              Project project = Project.read(pom);
              projects.put(project.artifact(), project);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Whether the file is absent, or older than any source or pom behind it. */
  boolean areNewerThan(Buildable buildable) throws IOException {
    Path built = buildable.built().orElse(null);
    return built == null
        || newest(buildable.artifact()).compareTo(Files.getLastModifiedTime(built)) > 0;
  }

  private FileTime newest(String artifact) throws IOException {
    FileTime newest = Files.getLastModifiedTime(root.resolve("pom.xml"));
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(artifact));
    while (!open.isEmpty()) {
      String next = open.pop();
      Project project = projects.get(next);
      if (project == null || !seen.add(next)) {
        continue;
      }
      newest = later(newest, Files.getLastModifiedTime(project.directory().resolve("pom.xml")));
      newest = later(newest, newestIn(project.directory().resolve("src/main")));
      open.addAll(project.dependencies());
    }
    return newest;
  }

  private static FileTime newestIn(Path folder) throws IOException {
    FileTime[] newest = {FileTime.fromMillis(0)};
    if (Files.isDirectory(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              newest[0] = later(newest[0], attributes.lastModifiedTime());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                throws IOException {
              // A folder changes when a file in it is deleted.
              return visitFile(
                  directory, Files.readAttributes(directory, BasicFileAttributes.class));
            }
          });
    }
    return newest[0];
  }

  private static FileTime later(FileTime one, FileTime other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
