package dev.cleave.cli.report;

import java.util.List;

/** Writes HTML in which every text is escaped, whatever it is. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /**
   * A cell of a table.
   *
   * @param style a class of the style sheet, or empty
   */
  record Cell(String text, String style) {
    static Cell text(String text) {
      return new Cell(text, "");
    }

    static Cell code(String text) {
      return new Cell(text, "code");
    }

    static Cell number(String text) {
      return new Cell(text, "number");
    }
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (char c : text.toCharArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Only for markup of this package's own. */
  Html raw(String markup) {
    out.append(markup).append('\n');
    return this;
  }

  Html element(String name, String text) {
    out.append('<').append(name).append('>').append(escape(text));
    out.append("</").append(name).append(">\n");
    return this;
  }

  Html heading(int level, String id, String text) {
    out.append("<h%d id=\"%s\">%s</h%d>%n".formatted(level, escape(id), escape(text), level));
    return this;
  }

  Html list(List<String> items) {
    out.append("<ul>\n");
    items.forEach(item -> element("li", item));
    out.append("</ul>\n");
    return this;
  }

  /** A table, or a sentence where it would have no rows. */
  Html table(List<String> headers, List<List<Cell>> rows, String ifEmpty) {
    if (rows.isEmpty()) {
      return element("p", ifEmpty);
    }
    out.append("<div class=\"wide\"><table>\n<thead><tr>");
    headers.forEach(header -> out.append("<th>").append(escape(header)).append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : rows) {
      out.append("<tr>");
      for (Cell cell : row) {
        out.append(cell.style().isEmpty() ? "<td>" : "<td class=\"" + escape(cell.style()) + "\">");
        out.append(escape(cell.text())).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
