package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.InvalidRequest;
import dev.cleave.Page;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.Circle;
import dev.cleave.test.probe.Probe.Colour;
import dev.cleave.test.probe.Probe.Everything;
import dev.cleave.test.probe.Probe.Item;
import dev.cleave.test.probe.Probe.ItemId;
import dev.cleave.test.probe.Probe.Items;
import dev.cleave.test.probe.Probe.Shape;
import dev.cleave.test.probe.Probe.Square;
import dev.cleave.test.probe.Probe.Tree;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Values arrive as they were sent, in the form that every binding can carry. */
public abstract class ValuesSuite extends ContractSuite {
  @Inject private Probe probe;

  protected ValuesSuite(String binding) {
    super(binding, "probe");
  }

  @Test
  void every_type_of_value_goes_there_and_back() {
    Everything value = everything();
    assertThat(probe.echo(value)).isEqualTo(value);
  }

  @Test
  void empty_values_stay_empty_and_are_not_absent() {
    Everything value =
        new Everything(
            "",
            0,
            0,
            false,
            new BigDecimal("0.00"),
            Instant.EPOCH,
            LocalDate.EPOCH,
            new UUID(0, 0),
            Colour.UNKNOWN,
            new ItemId(0),
            new Square(0, Optional.empty()),
            new Tree("", List.of()),
            List.of(),
            List.of(),
            List.of(),
            Optional.of(""),
            Optional.empty());
    assertThat(probe.echo(value)).isEqualTo(value);
  }

  @Test
  void absent_lists_and_optionals_arrive_empty_and_other_absent_values_absent() {
    Everything value =
        new Everything(
            null, 1, 1, true, null, null, null, null, null, null, null, null, null, null, null,
            null, null);
    assertThat(probe.echo(value))
        .isEqualTo(
            new Everything(
                null,
                1,
                1,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void decimals_keep_their_digits_and_their_scale() {
    assertThat(echoed("12.50", "12.5", "0", "0.00", "-0.10", "1E-30", "123456789012345678.901234"))
        .containsExactlyElementsOf(
            decimals("12.50", "12.5", "0", "0.00", "-0.10", "1E-30", "123456789012345678.901234"));
  }

  @Test
  void decimals_of_negative_scale_become_whole_numbers() {
    assertThat(echoed("1E+3", "-25E+1")).containsExactlyElementsOf(decimals("1000", "-250"));
    assertThat(probe.optional(true).orElseThrow().price()).isEqualTo(new BigDecimal("1000"));
  }

  @Test
  void a_decimal_too_long_to_travel_is_refused() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> echoed("1E+5000"))
        .satisfies(e -> assertThat(e.violations()).hasSize(1));
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> echoed("1E-5000"));
  }

  @Test
  void instants_have_microseconds_in_every_zone_and_every_age() {
    for (String text :
        List.of(
            "2026-03-29T01:59:59.123456789Z",
            "2026-10-25T02:30:00.0000009+02:00",
            "1969-12-31T23:59:59.999999999Z",
            "0001-01-01T00:00:00-12:00",
            "9999-12-31T23:59:59.999999999Z",
            "2016-12-31T23:59:59.5+14:00")) {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      Instant expected = instant.minusNanos(Math.floorMod(instant.getNano(), 1000));
      Everything answer = probe.echo(withInstants(instant));

      assertThat(answer.instant()).as(text).isEqualTo(expected);
      assertThat(answer.until()).as(text).contains(expected);
    }
  }

  @Test
  void text_of_every_script_survives() {
    for (String text :
        List.of(
            "Zoë größer ÆØÅ",
            "李 你好 豆腐",
            "🦊👩‍👩‍👧‍👦𝔘𐐷",
            "שלום عربى",
            "e\u0301 ≠ \u00e9",
            "\"quoted\" \\ / \b\f\n\r\t",
            "\u0000\u0001\u2028\u2029\ufeff\uffff",
            "</script>&amp;%20")) {
      assertThat(probe.echo(withText(text)).text()).isEqualTo(text);
      assertThat(probe.text(text)).as("in a query").isEqualTo(text);
    }
  }

  @Test
  void ten_thousand_elements_go_there_and_back() {
    List<Item> items =
        IntStream.range(0, 10_000)
            .mapToObj(i -> new Item(new ItemId(i), new BigDecimal("0.01")))
            .toList();
    assertThat(probe.sum(new Items(items))).isEqualTo(new BigDecimal("100.00"));
    assertThat(probe.sum(new Items(List.of()))).isEqualTo(BigDecimal.ZERO);
    assertThat(probe.list(10_000))
        .hasSize(10_000)
        .endsWith(new Item(new ItemId(9_999), decimals("99.99").get(0)));
    assertThat(probe.list(0)).isEmpty();
  }

  @Test
  void pages_say_where_they_are() {
    Page<Item> large = probe.items(1, 10_000);
    Page<Item> last = probe.items(3, 10_000);

    assertThat(large.items()).hasSize(10_000);
    assertThat(large.hasNext()).isTrue();
    assertThat(last.items()).hasSize(5_000);
    assertThat(last.hasNext()).isFalse();
    assertThat(last.number()).isEqualTo(3);
    assertThat(last.size()).isEqualTo(10_000);
    assertThat(probe.items(9, 10_000)).isEqualTo(new Page<>(List.of(), 9, 10_000, false));
  }

  @Test
  void a_list_that_is_changed_after_the_call_changes_nothing() {
    List<String> texts = new ArrayList<>(List.of("before"));
    Everything answer = probe.echo(withTexts(texts));
    texts.add("after");

    assertThat(answer.texts()).containsExactly("before");
  }

  @Test
  void a_list_in_an_answer_belongs_to_nobody() {
    List<Item> items = probe.list(1);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> items.add(items.get(0)));
    List<String> texts = probe.echo(withTexts(new ArrayList<>(List.of("x")))).texts();
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> texts.add("y"));
  }

  @Test
  void records_nest() {
    Tree tree = new Tree("leaf", List.of());
    for (int depth = 0; depth < 30; depth++) {
      tree = new Tree("level " + depth, List.of(tree, new Tree("twig", List.of())));
    }
    Tree sent = tree;
    Everything value = everything();
    Everything answer =
        probe.echo(
            new Everything(
                value.text(),
                value.number(),
                value.big(),
                value.flag(),
                value.decimal(),
                value.instant(),
                value.date(),
                value.uuid(),
                value.colour(),
                value.id(),
                value.shape(),
                sent,
                value.texts(),
                value.decimals(),
                value.shapes(),
                value.note(),
                value.until()));
    assertThat(answer.tree()).isEqualTo(sent);
  }

  @Test
  void variants_and_small_results_come_as_what_they_are() {
    assertThat(probe.shape(true)).isEqualTo(new Circle(new BigDecimal("2.50")));
    assertThat(probe.shape(false)).isEqualTo(new Square(2, Optional.of(Colour.RED)));
    assertThat(probe.optional(false)).isEmpty();
    assertThat(probe.length("four")).isEqualTo(4);
    assertThat(probe.text("")).isEmpty();
    assertThat(probe.text("null")).isEqualTo("null");
    assertThat(probe.text("\"")).isEqualTo("\"");
  }

  private static List<BigDecimal> decimals(String... texts) {
    return Stream.of(texts).map(BigDecimal::new).toList();
  }

  private List<BigDecimal> echoed(String... texts) {
    Everything value = everything();
    return probe
        .echo(
            copy(
                value,
                value.text(),
                value.instant(),
                value.texts(),
                decimals(texts),
                value.until()))
        .decimals();
  }

  static Everything everything() {
    Shape circle = new Circle(new BigDecimal("0.10"));
    return new Everything(
        "text",
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        true,
        new BigDecimal("12.50"),
        Instant.parse("2026-02-28T23:59:59.123456Z"),
        LocalDate.of(2024, 2, 29),
        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
        Colour.GREEN,
        new ItemId(-7),
        circle,
        new Tree("root", List.of(new Tree("leaf", List.of()))),
        List.of("a", "", "b"),
        decimals("1.0", "1.00"),
        Arrays.asList(circle, new Square(1, Optional.of(Colour.RED))),
        Optional.of("note"),
        Optional.of(Instant.EPOCH));
  }

  static Everything withText(String text) {
    Everything v = everything();
    return copy(v, text, v.instant(), v.texts(), v.decimals(), v.until());
  }

  private static Everything withInstants(Instant instant) {
    Everything v = everything();
    return copy(v, v.text(), instant, v.texts(), v.decimals(), Optional.of(instant));
  }

  static Everything withTexts(List<String> texts) {
    Everything v = everything();
    return copy(v, v.text(), v.instant(), texts, v.decimals(), v.until());
  }

  private static Everything copy(
      Everything v,
      String text,
      Instant instant,
      List<String> texts,
      List<BigDecimal> decimals,
      Optional<Instant> until) {
    return new Everything(
        text,
        v.number(),
        v.big(),
        v.flag(),
        v.decimal(),
        instant,
        v.date(),
        v.uuid(),
        v.colour(),
        v.id(),
        v.shape(),
        v.tree(),
        texts,
        decimals,
        v.shapes(),
        v.note(),
        until);
  }
}
