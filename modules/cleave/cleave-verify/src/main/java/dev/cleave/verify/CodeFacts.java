package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;

/**
 * Who calls, tells and pins whom, read from class files. Nothing is loaded or run. What is called
 * through reflection is not seen.
 */
public record CodeFacts(List<ModuleFacts> modules) {

  /**
   * Of the modules whose contracts and services are in the jars.
   *
   * @throws IllegalStateException if there is no contract, or they have no common root package
   */
  public static CodeFacts ofJars(Collection<Path> jars) throws IOException {
    List<JarFile> open = new ArrayList<>();
    try {
      for (Path jar : jars) {
        open.add(new JarFile(jar.toFile()));
      }
      return of(
          new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
              .importJars(open));
    } finally {
      for (JarFile jar : open) {
        jar.close();
      }
    }
  }

  static CodeFacts of(JavaClasses classes) {
    Codebase code = Codebase.read(rootPackage(classes), classes);
    return new CodeFacts(
        code.modules().stream().map(module -> new FactsReader(code, module).read()).toList());
  }

  private static String rootPackage(JavaClasses classes) {
    Set<String> roots = new TreeSet<>();
    for (JavaClass type : classes) {
      if (ModuleCode.isContract(type)) {
        String own = type.getPackageName();
        roots.add(own.contains(".") ? own.substring(0, own.lastIndexOf('.')) : own);
      }
    }
    if (roots.size() != 1) {
      throw new IllegalStateException(
          roots.isEmpty()
              ? "no interface with @ModuleContract was found: there is nothing to report about"
              : "the contracts are under several root packages, " + roots + ": give them one");
    }
    return roots.iterator().next();
  }
}
