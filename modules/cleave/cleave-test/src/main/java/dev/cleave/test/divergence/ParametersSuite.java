package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.Colour;
import dev.cleave.test.probe.Probe.Constrained;
import dev.cleave.test.probe.Probe.ItemId;
import dev.cleave.test.probe.Probe.Parameters;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Parameters arrive as they were given, and what breaks the constraints is refused alike. */
public abstract class ParametersSuite extends ContractSuite {
  private static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");

  private static final List<String> TEXTS =
      List.of(
          "a b", "a+b", "100%", "%41", "ü🦊李", "?", "#", "&", "=", "\"", "'", "<", ">", "{x}", "[]",
          "a:b", "@", "!", "$", ",", "~", "|", "^", "`", "*", "()");

  @Inject private Probe probe;

  protected ParametersSuite(String binding) {
    super(binding, "probe");
  }

  @Test
  void every_type_of_parameter_arrives() {
    Instant instant = Instant.parse("2026-03-29T01:59:59.123456Z");
    LocalDate date = LocalDate.of(2024, 2, 29);
    List<ItemId> ids = List.of(new ItemId(3), new ItemId(-1), new ItemId(3));
    List<String> texts = List.of("a,b", "", "ü&c=d");
    Parameters expected =
        new Parameters(
            "plain",
            new ItemId(-5),
            "text",
            -1,
            Long.MIN_VALUE,
            true,
            Colour.GREEN,
            instant,
            date,
            ID,
            ids,
            texts);
    assertThat(
            probe.parameters(
                "plain",
                new ItemId(-5),
                "text",
                -1,
                Long.MIN_VALUE,
                true,
                Colour.GREEN,
                instant.plusNanos(789),
                date,
                ID,
                ids,
                texts))
        .isEqualTo(expected);
  }

  @Test
  void text_in_a_query_may_have_any_character() {
    for (String text : TEXTS) {
      assertThat(probe.text(text)).isEqualTo(text);
    }
    assertThat(call("plain", TEXTS).texts()).isEqualTo(TEXTS);
  }

  @Test
  void text_in_a_path_may_have_any_character_but_a_few() {
    List<String> lost = new ArrayList<>();
    for (String text : TEXTS) {
      if (!text.equals("#")
          && catchThrowable(() -> assertThat(call(text, List.of()).path()).isEqualTo(text))
              != null) {
        lost.add(text);
      }
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void text_that_no_path_can_carry_is_refused() {
    for (String text : List.of("", ".", "..", "a/b", "a\\b", "/", "a;b=c", "a#b")) {
      assertThat(refusal(() -> call(text, List.of())))
          .as(text)
          .singleElement()
          .extracting(Violation::field)
          .isEqualTo("path");
    }
  }

  @Test
  void empty_lists_and_texts_are_not_the_default() {
    Parameters seen =
        probe.parameters(
            "p",
            new ItemId(1),
            "",
            0,
            0,
            false,
            Colour.UNKNOWN,
            Instant.EPOCH,
            LocalDate.EPOCH,
            ID,
            List.of(),
            List.of());
    assertThat(seen.text()).isEmpty();
    assertThat(seen.number()).isZero();
    assertThat(seen.colour()).isEqualTo(Colour.UNKNOWN);
    assertThat(seen.ids()).isEmpty();
  }

  @Test
  void missing_arguments_are_refused_by_name() {
    assertThat(refusal(() -> probe.echo(null)))
        .containsExactly(new Violation("body", "must be a JSON document"));
    assertThat(refusal(() -> probe.text(null))).containsExactly(new Violation("of", "is required"));
    assertThat(refusal(() -> probe.remove(null)))
        .containsExactly(new Violation("id", "is required"));
  }

  @Test
  void a_list_with_a_hole_is_refused() {
    List<Violation> inBody =
        refusal(() -> probe.echo(ValuesSuite.withTexts(Arrays.asList("a", null))));
    List<Violation> inQuery =
        refusal(() -> probe.checkParameters(new ItemId(1), 1, Arrays.asList(new ItemId(1), null)));

    assertThat(inBody).singleElement().extracting(Violation::message).asString().contains("null");
    assertThat(inQuery).singleElement().extracting(Violation::message).asString().contains("null");
  }

  @Test
  void every_broken_constraint_is_named_by_its_path() {
    Constrained broken =
        new Constrained(
            "much too long",
            0,
            List.of(
                new Constrained.Line(new ItemId(1), 1),
                new Constrained.Line(null, 0),
                new Constrained.Line(new ItemId(2), 1),
                new Constrained.Line(new ItemId(3), 1)),
            Optional.of("nobody"));
    assertThat(refusal(() -> probe.check(broken)))
        .containsExactly(
            new Violation("count", "must be greater than or equal to 1"),
            new Violation("email", "must be a well-formed email address"),
            new Violation("lines", "size must be between 0 and 3"),
            new Violation("lines[1].item", "must not be null"),
            new Violation("lines[1].quantity", "must be greater than or equal to 1"),
            new Violation("name", "size must be between 0 and 10"));
  }

  @Test
  void broken_constraints_on_parameters_are_named_by_the_parameter() {
    assertThat(refusal(() -> probe.checkParameters(new ItemId(1), 10, List.of())))
        .containsExactly(
            new Violation("ids", "size must be between 1 and 2"),
            new Violation("number", "must be less than or equal to 9"));
    assertThat(refusal(() -> probe.items(0, 20_001)))
        .extracting(Violation::field)
        .containsExactly("page", "size");
  }

  @Test
  void the_message_of_a_refusal_names_the_method_and_the_first_violation() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> probe.items(0, 100))
        .withMessage("Probe.items: page must be greater than or equal to 1.")
        .withNoCause();
  }

  private Parameters call(String text, List<String> texts) {
    return probe.parameters(
        text,
        new ItemId(1),
        text,
        0,
        0,
        false,
        Colour.RED,
        Instant.EPOCH,
        LocalDate.EPOCH,
        ID,
        List.of(),
        texts);
  }

  private interface Call {
    void make() throws Exception;
  }

  private static List<Violation> refusal(Call call) {
    try {
      call.make();
    } catch (InvalidRequest e) {
      return e.violations();
    } catch (Exception e) {
      throw new AssertionError("refused in another way", e);
    }
    throw new AssertionError("not refused");
  }
}
