package dev.cleave.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cleave.runtime.json.Sample.Circle;
import dev.cleave.runtime.json.Sample.Colour;
import dev.cleave.runtime.json.Sample.Line;
import dev.cleave.runtime.json.Sample.LongBox;
import dev.cleave.runtime.json.Sample.SampleId;
import dev.cleave.runtime.json.Sample.Shape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The law behind "behaves the same": a local value is what it would be after a journey as JSON. */
class CanonicalPropertyTest {
  private static final Canonical RULE = Canonical.forType(Sample.class);

  @Property(tries = 500)
  void a_local_value_equals_the_value_that_travelled(@ForAll("samples") Sample sample)
      throws JsonProcessingException {
    String json = ContractJson.instance().writeValueAsString(sample);
    Sample travelled = ContractJson.instance().readValue(json, Sample.class);

    assertThat(RULE.of(sample)).isEqualTo(travelled);
    Object canonical = RULE.of(sample);
    assertThat(RULE.of(canonical)).as("already canonical: the same object").isSameAs(canonical);
  }

  @Provide
  Arbitrary<Sample> samples() {
    Arbitrary<Instant> instants =
        Combinators.combine(
                Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
                Arbitraries.integers().between(0, 999_999_999))
            .as(Instant::ofEpochSecond);
    Arbitrary<BigDecimal> decimals =
        Combinators.combine(
                Arbitraries.bigIntegers()
                    .between(BigInteger.TEN.pow(20).negate(), BigInteger.TEN.pow(20)),
                Arbitraries.integers().between(-5, 12))
            .as(BigDecimal::new);
    Arbitrary<String> texts =
        Arbitraries.strings()
            .excludeChars('\uFFFE')
            .ofMaxLength(40)
            .filter(CanonicalPropertyTest::isUnicode);
    Arbitrary<SampleId> ids = Arbitraries.integers().map(SampleId::new);
    Arbitrary<Shape> shapes =
        Arbitraries.oneOf(
            Arbitraries.integers().map(Circle::new),
            Combinators.combine(Arbitraries.integers(), instants).as(LongBox::new));
    Arbitrary<List<Line>> lines =
        Combinators.combine(ids, decimals).as(Line::new).list().ofMaxSize(5);
    Arbitrary<LocalDate> dates =
        Arbitraries.longs().between(-700_000, 2_000_000).map(LocalDate::ofEpochDay);
    return Combinators.combine(
            Combinators.combine(ids, texts, Arbitraries.integers(), Arbitraries.longs())
                .as((id, text, i, l) -> new Object[] {id, text, i, l}),
            Combinators.combine(decimals, instants, dates, Arbitraries.create(UUID::randomUUID))
                .as((d, t, day, uuid) -> new Object[] {d, t, day, uuid}),
            Arbitraries.of(Colour.class),
            shapes,
            lines,
            texts.optional(),
            instants.optional(),
            instants.list().ofMaxSize(4))
        .as(
            (a, b, colour, shape, rows, note, seen, times) ->
                new Sample(
                    (SampleId) a[0],
                    (String) a[1],
                    (int) a[2],
                    (long) a[3],
                    true,
                    (BigDecimal) b[0],
                    (Instant) b[1],
                    (LocalDate) b[2],
                    (UUID) b[3],
                    colour,
                    shape,
                    rows,
                    note,
                    seen,
                    times));
  }

  private static boolean isUnicode(String text) {
    return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Example
  void the_callee_cannot_see_a_list_change_afterwards() {
    List<Instant> mutable = new ArrayList<>(List.of(Instant.EPOCH));
    Canonical list = Canonical.forType(listOfInstants());
    List<?> seen = (List<?>) list.of(mutable);
    mutable.add(Instant.MAX);
    assertThat(seen).hasSize(1);
  }

  @Example
  void a_null_in_a_list_is_refused_as_it_would_be_from_outside() {
    Canonical list = Canonical.forType(listOfInstants());
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> list.of(Arrays.asList(Instant.EPOCH, null)))
        .withMessage("a list must not contain null");
  }

  @Example
  void a_type_that_cannot_differ_costs_nothing() {
    assertThat(Canonical.forType(Circle.class)).isSameAs(Canonical.UNCHANGED);
    assertThat(Canonical.forType(String.class)).isSameAs(Canonical.UNCHANGED);
  }

  private static java.lang.reflect.Type listOfInstants() {
    return Sample.class.getRecordComponents()[14].getGenericType();
  }
}
