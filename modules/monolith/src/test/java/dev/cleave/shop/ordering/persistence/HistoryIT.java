package dev.cleave.shop.ordering.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.ordering.HistoryEntry;
import dev.cleave.shop.ordering.OrderStatus;
import dev.cleave.shop.ordering.domain.HistorySearch;
import dev.cleave.shop.ordering.persistence.HistoryInDatabase.Told;
import dev.cleave.shop.ordering.persistence.OrderStory.Ending;
import dev.cleave.test.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HistoryIT {
  private static final Instant NOON = Instant.parse("1998-05-06T12:00:00.123456Z");

  @Provide
  Arbitrary<List<OrderStory>> stories() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(2, 9).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of(Ending.class),
            Arbitraries.integers().between(0, 5).map(hours -> NOON.plusSeconds(3600L * hours)))
        .as(OrderStory::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<HistorySearch> searches() {
    Arbitrary<Instant> times =
        Arbitraries.integers().between(-1, 6).map(hours -> NOON.plusSeconds(3600L * hours));
    return Combinators.combine(
            some(Arbitraries.integers().between(1, 4).map(UserId::new)),
            some(Arbitraries.of(OrderStatus.class)),
            some(Arbitraries.integers().between(1, 4).map(ProductId::new)),
            times,
            times)
        .as(HistorySearch::new);
  }

  private static <T> Arbitrary<List<T>> some(Arbitrary<T> values) {
    return values.list().ofMaxSize(2);
  }

  @Property(tries = 30)
  void in_whatever_order_events_arrive_the_history_is_the_same(
      @ForAll("stories") List<OrderStory> stories, @ForAll Random order) throws Exception {
    List<Told> happened = stories.stream().flatMap(story -> story.events().stream()).toList();
    List<Told> shuffled = new ArrayList<>(happened);
    Collections.shuffle(shuffled, order);
    int live = HistoryInDatabase.newGeneration();
    int rebuilt = HistoryInDatabase.newGeneration();

    // deliveries of one transaction and of many come to the same
    for (Told told : shuffled) {
      HistoryInDatabase.tell(live, List.of(told));
    }
    HistoryInDatabase.tell(rebuilt, happened);

    assertThat(HistoryInDatabase.read(live)).isEqualTo(newestFirst(stories));
    assertThat(HistoryInDatabase.read(rebuilt)).isEqualTo(newestFirst(stories));
  }

  @Property(tries = 30)
  void any_combination_of_filters_finds_the_orders_that_match_all(
      @ForAll("stories") List<OrderStory> stories, @ForAll("searches") HistorySearch search)
      throws Exception {
    int generation = HistoryInDatabase.newGeneration();
    HistoryInDatabase.tell(
        generation, stories.stream().flatMap(story -> story.events().stream()).toList());

    assertThat(HistoryInDatabase.read(generation, search, 0, 10))
        .isEqualTo(newestFirst(stories).stream().filter(matching(search)).toList());
  }

  @Test
  void it_is_read_page_by_page() throws Exception {
    int generation = HistoryInDatabase.newGeneration();
    List<OrderStory> stories =
        IntStream.range(0, 7)
            .mapToObj(
                i -> OrderStory.of(1, List.of(2, 3), Ending.CONFIRMED, NOON.plusSeconds(i % 3)))
            .toList();
    HistoryInDatabase.tell(
        generation, stories.stream().flatMap(story -> story.events().stream()).toList());
    List<HistoryEntry> all = newestFirst(stories);

    assertThat(HistoryInDatabase.read(generation, HistoryInDatabase.ALL, 0, 3))
        .isEqualTo(all.subList(0, 3));
    assertThat(HistoryInDatabase.read(generation, HistoryInDatabase.ALL, 6, 3))
        .isEqualTo(all.subList(6, 7));
    assertThat(HistoryInDatabase.read(generation, HistoryInDatabase.ALL, 9, 3)).isEmpty();
  }

  @Test
  void an_order_of_which_it_is_not_told_that_it_was_placed_is_not_shown_yet() throws Exception {
    int generation = HistoryInDatabase.newGeneration();
    OrderStory story = OrderStory.of(1, List.of(2), Ending.RETURNED, NOON);
    List<Told> events = story.events();

    HistoryInDatabase.tell(generation, events.subList(1, events.size()));
    assertThat(HistoryInDatabase.read(generation)).isEmpty();

    HistoryInDatabase.tell(generation, events.subList(0, 1));
    assertThat(HistoryInDatabase.read(generation)).containsExactly(story.entry());
  }

  @Test
  void listeners_that_run_at_once_lose_nothing() throws Exception {
    int generation = HistoryInDatabase.newGeneration();
    OrderStory story = OrderStory.of(1, List.of(2, 5, 9), Ending.RETURNED, NOON);
    List<Told> events = story.events();

    Together.run(
        events.size(),
        i ->
            () -> {
              HistoryInDatabase.tell(generation, events.subList(i, i + 1));
              return "told";
            });

    assertThat(HistoryInDatabase.read(generation)).containsExactly(story.entry());
  }

  @Test
  void a_generation_is_dropped_in_portions_and_others_stay() throws Exception {
    int former = HistoryInDatabase.newGeneration();
    int active = HistoryInDatabase.newGeneration();
    OrderStory story = OrderStory.of(1, List.of(2, 3, 4), Ending.CONFIRMED, NOON);
    HistoryInDatabase.tell(former, story.events());
    HistoryInDatabase.tell(active, story.events());

    List<Integer> portions = new ArrayList<>();
    do {
      portions.add(HistoryInDatabase.drop(former, 2));
    } while (portions.get(portions.size() - 1) > 0);

    assertThat(portions).containsExactly(2, 1, 1, 0);
    assertThat(HistoryInDatabase.read(former)).isEmpty();
    assertThat(HistoryInDatabase.read(active)).containsExactly(story.entry());
  }

  private static List<HistoryEntry> newestFirst(List<OrderStory> stories) {
    return stories.stream()
        .map(OrderStory::entry)
        .sorted(
            Comparator.comparing(HistoryEntry::placedAt)
                // as PostgreSQL orders them, which is by their bytes
                .thenComparing(entry -> entry.order().toString())
                .reversed())
        .toList();
  }

  private static Predicate<HistoryEntry> matching(HistorySearch search) {
    return entry ->
        (search.customers().isEmpty() || search.customers().contains(entry.customer()))
            && (search.statuses().isEmpty() || search.statuses().contains(entry.status()))
            && (search.products().isEmpty()
                || entry.lines().stream()
                    .anyMatch(line -> search.products().contains(line.product())))
            && !entry.placedAt().isBefore(search.from())
            && entry.placedAt().isBefore(search.to());
  }
}
