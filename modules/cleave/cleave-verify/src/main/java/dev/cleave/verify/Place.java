package dev.cleave.verify;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.SourceCodeLocation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names places in source code for reports: {@code place (Placing.java:41)}. */
final class Place {
  private static final Pattern ORIGIN =
      Pattern.compile("^(?:Method|Constructor|Field|Static Initializer) <([^>(]+)");

  private Place() {}

  static String of(Dependency dependency) {
    String member = "";
    Matcher origin = ORIGIN.matcher(dependency.getDescription());
    if (origin.find()) {
      String name = origin.group(1);
      member = name.substring(name.lastIndexOf('.') + 1) + " ";
    }
    return member + of(dependency.getSourceCodeLocation());
  }

  static String of(JavaAccess<?> access) {
    return access.getOrigin().getName() + " " + of(access.getSourceCodeLocation());
  }

  static String of(JavaCodeUnit codeUnit) {
    return codeUnit.getName() + " " + of(codeUnit.getSourceCodeLocation());
  }

  /** ArchUnit reports line 0 where the class file has none. */
  private static String of(SourceCodeLocation location) {
    return location.getLineNumber() > 0
        ? "(%s:%d)".formatted(location.getSourceFileName(), location.getLineNumber())
        : "(%s)".formatted(location.getSourceFileName());
  }
}
