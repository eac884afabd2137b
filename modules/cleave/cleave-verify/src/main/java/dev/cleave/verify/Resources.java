package dev.cleave.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Text files on the class path, in directories and jars. */
record Resources(ClassLoader loader) {
  /**
   * A text file.
   *
   * @param name its path below the root of the class path
   */
  record TextFile(String name, String text) {}

  /** All files of one name: each jar may have its own. */
  List<TextFile> all(String name) {
    try {
      List<TextFile> files = new ArrayList<>();
      for (URL url : Collections.list(loader.getResources(name))) {
        try (InputStream in = url.openStream()) {
          files.add(new TextFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** The files with an ending directly in a folder, sorted by name. */
  List<TextFile> in(String folder, String ending) {
    return names(folder, ending).stream()
        .flatMap(name -> all(folder + "/" + name).stream())
        .toList();
  }

  /** The names of the files with an ending directly in a folder, wherever on the class path. */
  List<String> names(String folder, String ending) {
    try {
      List<String> names = new ArrayList<>();
      for (URL url : Collections.list(loader.getResources(folder))) {
        names.addAll(names(url, folder));
      }
      return names.stream().filter(name -> name.endsWith(ending)).distinct().sorted().toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot list " + folder, e);
    }
  }

  private static List<String> names(URL url, String folder) throws IOException, URISyntaxException {
    if (url.getProtocol().equals("file")) {
      try (Stream<Path> files = Files.list(Path.of(new URI(url.toString())))) {
        return files.map(path -> path.getFileName().toString()).toList();
      }
    }
    JarURLConnection connection = (JarURLConnection) url.openConnection();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(folder + "/"))
          .map(name -> name.substring(folder.length() + 1))
          .filter(name -> !name.contains("/"))
          .toList();
    }
  }
}
