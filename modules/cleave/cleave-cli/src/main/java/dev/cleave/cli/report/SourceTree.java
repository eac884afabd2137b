package dev.cleave.cli.report;

import dev.cleave.verify.SourcePlace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where the sources of the modules' classes lie, so that a reader can open what is named. */
public final class SourceTree {
  private static final String SOURCES = "src/main/java/";

  private final Path root;
  private final Map<String, String> fileOfType = new HashMap<>();

  private SourceTree(Path root) {
    this.root = root;
  }

  /** Of the repository in {@code root}. */
  public static SourceTree of(Path root) throws IOException {
    SourceTree tree = new SourceTree(root);
    Path modules = root.resolve("modules");
    if (Files.isDirectory(modules)) {
      Files.walkFileTree(
          modules,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.getFileName().toString().equals("target")
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              tree.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return tree;
  }

  private void add(Path file) {
    String path = root.relativize(file).toString().replace('\\', '/');
    int start = path.indexOf(SOURCES);
    if (start >= 0 && path.endsWith(".java")) {
      String type = path.substring(start + SOURCES.length(), path.length() - ".java".length());
      fileOfType.put(type.replace('/', '.'), path);
    }
  }

  /** {@code modules/…/Checkout.java:83}; only the file's name if its source is not here. */
  String place(SourcePlace place) {
    String file = fileOfType.getOrDefault(place.type(), place.file());
    int line = place.line() > 0 ? place.line() : declaration(place);
    return line > 0 ? file + ":" + line : file;
  }

  /** A method without a body has no line in its class file. */
  private int declaration(SourcePlace place) {
    String file = fileOfType.get(place.type());
    if (file == null) {
      return 0;
    }
    String name = place.member().substring(place.member().lastIndexOf('.') + 1);
    Pattern declared = Pattern.compile("^(?!\\s*(\\*|//)).*\\b" + Pattern.quote(name) + "\\(");
    try {
      List<String> lines = Files.readAllLines(root.resolve(file));
      for (int i = 0; i < lines.size(); i++) {
        if (declared.matcher(lines.get(i)).find()) {
          return i + 1;
        }
      }
      return 0;
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
