package dev.cleave.cli.northwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NorthwindReaderTest {

  @TempDir private Path directory;
  private SampleFiles files;

  @BeforeEach
  void files() {
    files = new SampleFiles(directory);
  }

  @Test
  void what_the_files_say_is_read() {
    Northwind data = files.read();

    assertThat(data.customers())
        .extracting(Customer::name)
        .containsExactly("Maria Anders", "Frédérique Citeaux", "Marie Bertrand");
    Customer quoted = data.customers().get(1);
    assertThat(quoted.street()).isEqualTo("24, place Kléber");
    assertThat(quoted.email()).isEqualTo("blonp@northwind.example");
    assertThat(quoted.postalCode()).contains("67000");
    assertThat(data.customers().get(2).postalCode()).isEmpty();
    assertThat(data.categories().get(1).description()).isEqualTo(Optional.empty());
    assertThat(data.orders()).extracting(Order::number).containsExactly(10, 11, 12, 13, 14);
    assertThat(data.orders().get(4).total()).isEqualByComparingTo("46.42");
  }

  @Test
  void a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    files.write("customers.csv", "\uFEFF" + files.content("customers.csv").replace("\n", "\r\n"));

    assertThat(files.read().customers()).hasSize(3);
  }

  @Test
  void a_row_with_a_column_too_many_is_reported_alone_though_others_refer_to_it() {
    files
        .replace("customers.csv", "\"24, place Kléber\"", "24, place Kléber")
        .replace("suppliers.csv", "London", "London,England");

    assertThat(files.problems())
        .containsExactly(
            "suppliers.csv:2: 13 columns: 12 are expected: 1,Exotic Liquids,Charlotte"
                + " Cooper,Purchasing Manager,49 Gilbert St.,London,England,NULL,EC1 4SD,UK,(171)"
                + " 555-2222,NULL,NULL",
            "customers.csv:3: 12 columns: 11 are expected: BLONP,Blondesddsl père et"
                + " fils,Frédérique Citeaux,Marketing Manager,24, place"
                + " Kléber,Strasbourg,NULL,67000,France,88.60.15.31,NULL");
  }

  @Test
  void a_row_with_columns_missing_is_reported_though_it_is_the_only_line_of_its_order() {
    files.replace("order-details.csv", "12,3,10.00,4,0", "12,3");

    assertThat(files.problems())
        .containsExactly("order-details.csv:5: 2 columns: 5 are expected: 12,3");
  }

  @Test
  void lines_are_counted_through_quoted_line_breaks() {
    files.append("suppliers.csv", "3,too short");

    assertThat(files.problems())
        .containsExactly("suppliers.csv:5: 2 columns: 12 are expected: 3,too short");
  }

  @Test
  void a_blank_line_is_a_bad_row() {
    files.append("shippers.csv", "");

    assertThat(files.problems()).containsExactly("shippers.csv:3: 1 column: the line is blank");
  }

  @Test
  void quotes_that_do_not_match_spoil_their_own_row_only() {
    files
        .replace("order-details.csv", "10,3,8.00,10,0", "10,3,\"8.00,10,0")
        .replace("order-details.csv", "13,1,18.00,3,0.05", "13,1,\"18\"00,3,0.05")
        .replace("order-details.csv", "14,1,14.40,1,0", "14,1,14.40,0,0");

    assertThat(files.problems())
        .containsExactly(
            "order-details.csv:3: its quotes do not match: 10,3,\"8.00,10,0",
            "order-details.csv:6: its quotes do not match: 13,1,\"18\"00,3,0.05",
            "order-details.csv:9: 5 columns: quantity \"0\" must be from 1 to 100000:"
                + " 14,1,14.40,0,0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          order-details.csv | 10,1,14.40,12,0 | 10,1,14.40,-3,0    | quantity "-3" must be from 1 to 100000
          order-details.csv | 10,1,14.40,12,0 | 10,1,14.40,1.5,0   | quantity "1.5" is not a whole number
          order-details.csv | 10,1,14.40,12,0 | 10,1,14.40,12,1    | discount "1" must be from 0 to 0.9999
          order-details.csv | 10,1,14.40,12,0 | 10,1,14.40,12,-0.1 | discount "-0.1" must be from 0 to 0.9999
          order-details.csv | 10,1,14.40,12,0 | 10,1,14.40,12,15%  | discount "15%" is not a number
          order-details.csv | 10,1,14.40,12,0 | 10,1,14.405,12,0   | unitPrice "14.405" has more than 2 decimal places
          order-details.csv | 10,1,14.40,12,0 | 10,1,NULL,12,0     | unitPrice is missing
          order-details.csv | 10,1,14.40,12,0 | 10,99,14.40,12,0   | productID "99" is not in products.csv
          order-details.csv | 10,1,14.40,12,0 | 99,1,14.40,12,0    | orderID "99" is not in orders.csv
          orders.csv | 10,ALFKI,5,1996-07-04 00:00:00.000 | 10,NOONE,5,1996-07-04 00:00:00.000 | customerID "NOONE" is not in customers.csv
          orders.csv | 10,ALFKI,5,1996-07-04 00:00:00.000 | 10,ALFKI,5,1996-02-30 00:00:00.000 | orderDate "1996-02-30 00:00:00.000" is not a date such as 1996-07-04 00:00:00.000
          orders.csv | 10,ALFKI,5,1996-07-04 00:00:00.000 | 10,ALFKI,5,NULL | orderDate is missing
          orders.csv | NULL,1,100.00 | 1996-13-01,1,100.00 | shippedDate "1996-13-01" is not a date such as 1996-07-04 00:00:00.000
          orders.csv | NULL,1,100.00 | NULL,7,100.00 | shipVia "7" is not in shippers.csv
          orders.csv | NULL,1,100.00 | NULL,1,1e3 | freight "1e3" is not a number
          products.csv | Chang,1,1 | Chang,9,1 | supplierID "9" is not in suppliers.csv
          products.csv | Chang,1,1 | Chang,1,9 | categoryID "9" is not in categories.csv
          products.csv | 19.00,17 | 19.00,-17 | unitsInStock "-17" must be from 0 to 1000000
          products.csv | 40,25,0 | 40,25,2 | discontinued "2" must be from 0 to 1
          products.csv | 18.00,39 | 18.00,1000000 | unitsInStock and all units ever ordered are 1000016, the shop receives at most 1000000 at once
          customers.csv | Maria Anders | NULL | contactName is missing
          customers.csv | PARIS, | alfki, | customerID "alfki" differs from the one in line 2 only in case
          customers.csv | PARIS, | PA RIS, | customerID "PA RIS" is not 1 to 20 letters and digits
          """)
  void a_cell_that_does_not_hold_what_it_should_is_reported_with_its_value(
      String file, String old, String replacement, String reason) {
    files.replace(file, old, replacement);

    assertThat(files.problems())
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith(file + ":")
                    .contains(" columns: " + reason + ": ")
                    .contains(replacement));
  }

  @Test
  void all_that_is_wrong_with_a_row_is_said_at_once() {
    files.replace("order-details.csv", "10,1,14.40,12,0", "10,1,free,many,0");

    assertThat(files.problems())
        .containsExactly(
            "order-details.csv:2: 5 columns: unitPrice \"free\" is not a number; quantity \"many\""
                + " is not a number: 10,1,free,many,0");
  }

  @Test
  void a_key_that_is_there_twice_is_reported_with_the_other_line() {
    files.append("shippers.csv", "01,Other,NULL").append("order-details.csv", "14,1,14.40,7,0");

    assertThat(files.problems())
        .containsExactly(
            "shippers.csv:3: 3 columns: shipperID \"1\" is already in line 2: 01,Other,NULL",
            "order-details.csv:10: 5 columns: orderID,productID \"14,1\" is already in line 9:"
                + " 14,1,14.40,7,0");
  }

  @Test
  void an_order_without_lines_is_a_bad_row() {
    files.replace("order-details.csv", "12,3,10.00,4,0\n", "");

    assertThat(files.problems())
        .singleElement()
        .asString()
        .startsWith("orders.csv:5: 14 columns: the order has no line in order-details.csv: 12,");
  }

  @Test
  void a_value_that_would_need_several_lines_is_not_imported() {
    files.replace("customers.csv", "Berlin", "\"Ber\nlin\"");

    assertThat(files.problems())
        .singleElement()
        .asString()
        .startsWith(
            "customers.csv:2: 11 columns: city has a line break or another control character: ALFKI")
        .contains("\"Ber\\nlin\"");
  }

  @Test
  void a_file_with_another_header_is_reported_alone() {
    files.replace("customers.csv", "contactName", "name");

    assertThat(files.problems())
        .singleElement()
        .asString()
        .startsWith("customers.csv:1: 11 columns: the first line must be customerID,companyName,");
  }

  @Test
  void missing_and_empty_files_are_reported_each() throws IOException {
    Files.delete(directory.resolve("customers.csv"));
    files.write("products.csv", "\n");

    assertThat(files.problems())
        .containsExactly(
            "products.csv: the file is empty; its first line must be"
                + " productID,productName,supplierID,categoryID,quantityPerUnit,unitPrice,"
                + "unitsInStock,unitsOnOrder,reorderLevel,discontinued",
            "customers.csv: the file is missing in " + directory);
  }

  @Test
  void bytes_that_are_not_utf_8_are_reported_with_their_line() throws IOException {
    Files.write(
        directory.resolve("customers.csv"),
        files.content("customers.csv").getBytes(StandardCharsets.ISO_8859_1));

    assertThat(files.problems())
        .containsExactly(
            "customers.csv:3: the bytes from here are not UTF-8: convert the file to it");
  }

  @Test
  void the_summary_counts_the_bad_rows_of_each_file() {
    files.append("shippers.csv", "x").append("shippers.csv", "y").append("orders.csv", "z");

    assertThat(catchThrowable(() -> NorthwindReader.read(directory)))
        .isInstanceOf(BadInput.class)
        .hasMessage("nothing was imported: 3 bad rows (shippers.csv 2, orders.csv 1)");
  }
}
