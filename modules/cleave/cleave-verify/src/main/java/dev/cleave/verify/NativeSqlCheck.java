package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** SQL in the code of a module names no other module's schema. */
final class NativeSqlCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    List<String> foreign = foreignSchemas(code, module);
    for (JavaClass type : module.classes()) {
      for (String text : texts(type)) {
        if (SchemaReferences.looksLikeSql(text)) {
          for (SchemaReferences.Reference reference : SchemaReferences.find(text, foreign)) {
            violations.add(
                Rule.FOREIGN_SCHEMA,
                module.name(),
                type.getName(),
                "(%s)".formatted(type.getSource().flatMap(Source::getFileName).orElse("?")),
                "names %s in the SQL \"%s\"".formatted(reference.text(), excerpt(text)),
                "tables of schema %s, without naming it; data of another module comes through its"
                        .formatted(module.schema())
                    + " contract");
          }
        }
      }
    }
  }

  static List<String> foreignSchemas(Codebase code, ModuleCode module) {
    return Stream.concat(
            Stream.of("public"),
            code.modules().stream().filter(other -> !other.equals(module)).map(ModuleCode::schema))
        .toList();
  }

  private static List<String> texts(JavaClass type) {
    return type.getSource()
        .map(
            source -> {
              try (InputStream in = source.getUri().toURL().openStream()) {
                return ConstantPool.texts(in);
              } catch (IOException e) {
                throw new UncheckedIOException(
                    "cannot read the class file of " + type.getName(), e);
              }
            })
        .orElse(List.of());
  }

  private static String excerpt(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() <= 80 ? line : line.substring(0, 77) + "…";
  }
}
