package dev.cleave.cli.northwind;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads one file: CSV by RFC 4180, UTF-8, a header in the first line. A row whose quotes do not
 * match is reported alone; reading goes on with the line after its first.
 */
final class CsvReader {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
  private static final long LARGEST_FILE = 64L << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final CsvFile file;
  private final List<Row> rows = new ArrayList<>();

  private CsvReader(CsvFile file) {
    this.file = file;
  }

  /** Reads the file of that name in {@code directory}. */
  static Table read(Path directory, CsvFile file) throws IOException {
    Path path = directory.resolve(file.fileName());
    if (!Files.isRegularFile(path)) {
      return unreadable(file, "the file is missing in " + directory);
    }
    if (Files.size(path) > LARGEST_FILE) {
      return unreadable(file, "the file has more than 64 MiB, which is not the Northwind sample");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(bytes, text, true);
    if (result.isError()) {
      int line = 1 + lineBreaks(bytes.array(), bytes.position());
      return unreadable(
          file, line, 0, "the bytes from here are not UTF-8: convert the file to it", "");
    }
    return new CsvReader(file).read(text.flip().toString());
  }

  private Table read(String content) {
    String text = content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
    if (text.isBlank()) {
      return unreadable(file, "the file is empty; its first line must be " + header());
    }
    List<Integer> lines = lineStarts(text);
    int next = 0;
    while (next < lines.size()) {
      next = readFrom(next, text, lines);
    }
    Row first = rows.remove(0);
    if (!first.isGood() || !first.values().equals(file.columns())) {
      return unreadable(
          file,
          1,
          first.values().size(),
          "the first line must be " + header(),
          text.substring(0, end(lines, 1, text)));
    }
    rows.stream().filter(row -> !row.hasCells() && row.isGood()).forEach(this::noteColumns);
    return Table.of(file, rows);
  }

  /**
   * Reads rows from a line on, until the end or a row that cannot be split into cells.
   *
   * @param from index of the line
   * @return index of the line to go on with
   */
  private int readFrom(int from, String text, List<Integer> lines) {
    int begin = from;
    try (CSVParser parser =
        CSVParser.parse(new StringReader(text.substring(lines.get(from))), FORMAT)) {
      Iterator<CSVRecord> records = parser.iterator();
      while (records.hasNext()) {
        CSVRecord record = records.next();
        int end = from + Math.toIntExact(parser.getCurrentLineNumber());
        rows.add(new Row(file, begin + 1L, record.toList(), raw(text, lines, begin, end)));
        begin = end;
      }
      return lines.size();
    } catch (UncheckedIOException unbalanced) {
      String raw = raw(text, lines, begin, begin + 1);
      String key = raw.replaceFirst("(?s),.*", "");
      rows.add(Row.unsplit(file, begin + 1L, key, raw));
      return begin + 1;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void noteColumns(Row row) {
    row.problem(
        row.isBlank() ? "the line is blank" : "%d are expected".formatted(file.columns().size()));
  }

  private String header() {
    return String.join(",", file.columns());
  }

  private static String raw(String text, List<Integer> lines, int begin, int end) {
    return text.substring(lines.get(begin), end(lines, end, text)).replaceFirst("[\\r\\n]+$", "");
  }

  private static int end(List<Integer> lines, int line, String text) {
    return line < lines.size() ? lines.get(line) : text.length();
  }

  /** Where each line begins; a line ends with CR LF, LF or CR. */
  private static List<Integer> lineStarts(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBreak =
          c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (isBreak && i + 1 < text.length()) {
        starts.add(i + 1);
      }
    }
    return starts;
  }

  private static int lineBreaks(byte[] bytes, int end) {
    int breaks = 0;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == '\n') {
        breaks++;
      }
    }
    return breaks;
  }

  private static Table unreadable(CsvFile file, String reason) {
    return unreadable(file, 0, 0, reason, "");
  }

  private static Table unreadable(
      CsvFile file, long line, int columns, String reason, String value) {
    return Table.unreadable(file, new BadRow(file.fileName(), line, columns, reason, value));
  }
}
