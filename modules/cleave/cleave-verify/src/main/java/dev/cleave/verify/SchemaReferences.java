package dev.cleave.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds {@code schema.object} in SQL text. A schema's name that the statement also uses as a table
 * or alias is left alone, since then it qualifies a column; the grants of the database catch what
 * this overlooks.
 */
final class SchemaReferences {
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\b(select|insert\\s+into|update|delete\\s+from|merge\\s+into|with|call|create|alter|drop"
              + "|truncate|lock|copy|comment\\s+on|nextval|setval|currval|references|refresh)\\b",
          Pattern.CASE_INSENSITIVE);

  private SchemaReferences() {}

  /**
   * A use of a foreign schema.
   *
   * @param offset where in the text it begins
   */
  record Reference(String schema, String text, int offset) {}

  static boolean looksLikeSql(String text) {
    return STATEMENT.matcher(text).find();
  }

  static List<Reference> find(String sql, Collection<String> schemas) {
    List<Reference> found = new ArrayList<>();
    for (String schema : schemas) {
      String name = Pattern.quote(schema);
      Pattern qualified =
          Pattern.compile(
              "(?<![\\w.:$/-])\"?" + name + "\"?\\s*\\.\\s*\"?[a-z_]\\w*\"?",
              Pattern.CASE_INSENSITIVE);
      Pattern declared =
          Pattern.compile(
              "\\b(from|join|into|update)\\s+(only\\s+)?(\"?[\\w.]+\"?\\s+(as\\s+)?)?\"?"
                  + name
                  + "\"?(?![\\w\"]|\\s*\\.)",
              Pattern.CASE_INSENSITIVE);
      Matcher matcher = qualified.matcher(sql);
      while (matcher.find() && !declared.matcher(sql).find()) {
        found.add(new Reference(schema, matcher.group(), matcher.start()));
      }
    }
    return found;
  }
}
