package dev.cleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void a_directory_that_does_not_exist_is_named() {
    assertThat(run("import", directory.resolve("nowhere").toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "cleave: "
                + directory.resolve("nowhere")
                + " does not exist: name the directory that holds the seven CSV files");
  }

  @Test
  void a_file_in_its_place_is_no_directory() throws IOException {
    Path file = Files.createFile(directory.resolve("orders.csv"));

    assertThat(run("import", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(file + " is no directory");
  }

  @Test
  void every_bad_row_has_its_line_and_the_last_line_counts_them() throws IOException {
    Files.writeString(directory.resolve("shippers.csv"), "shipperID,companyName,phone\n1,a,b,c\n");

    assertThat(run("import", directory.toString(), "--json")).isEqualTo(1);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .hasSize(8)
        .contains("shippers.csv:2: 4 columns: 3 are expected: 1,a,b,c")
        .contains("customers.csv: the file is missing in " + directory);
    assertThat(err.toString().strip())
        .endsWith(
            "cleave: nothing was imported: 7 bad rows (categories.csv 1, suppliers.csv 1,"
                + " shippers.csv 1, products.csv 1, customers.csv 1, orders.csv 1,"
                + " order-details.csv 1)");
  }

  private int run(String... arguments) {
    CommandLine line = Cleave.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
