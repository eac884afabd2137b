package dev.cleave.runtime.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleave.CallContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BalancerTest {
  private static Instance instance(int port, int weight) {
    return new Instance(URI.create("http://localhost:" + port), weight);
  }

  private static Instance[] instances(int count) {
    return IntStream.range(0, count).mapToObj(i -> instance(9001 + i, 1)).toArray(Instance[]::new);
  }

  private static Map<Instance, Integer> chosen(Balancer balancer, Instance[] from, int times) {
    Map<Instance, Integer> counts = new HashMap<>();
    for (int i = 0; i < times; i++) {
      counts.merge(balancer.choose(from, CallContext.none()), 1, Integer::sum);
    }
    return counts;
  }

  @AfterEach
  void no_caller() {
    ClientAddress.end();
  }

  @ParameterizedTest
  @EnumSource(Balancing.class)
  void every_balancer_chooses_the_only_one(Balancing balancing) {
    Instance[] one = instances(1);
    assertThat(balancing.balancer().choose(one, CallContext.none())).isSameAs(one[0]);
  }

  @Test
  void round_robin_takes_one_after_the_other() {
    Instance[] three = instances(3);
    assertThat(chosen(Balancing.ROUND_ROBIN.balancer(), three, 300).values())
        .containsExactly(100, 100, 100);
  }

  @Test
  void random_reaches_all() {
    assertThat(chosen(Balancing.RANDOM.balancer(), instances(3), 3000).values())
        .hasSize(3)
        .allSatisfy(count -> assertThat(count).isBetween(800, 1200));
  }

  @Test
  void least_requests_takes_the_one_that_is_less_busy() {
    Instance[] three = instances(3);
    three[0].begin();
    three[2].begin();
    assertThat(chosen(Balancing.LEAST_REQUESTS.balancer(), three, 10)).containsOnlyKeys(three[1]);
  }

  @Test
  void least_requests_spreads_idle_ones_evenly() {
    assertThat(chosen(Balancing.LEAST_REQUESTS.balancer(), instances(4), 4000).values())
        .hasSize(4)
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void weights_are_kept_and_interleaved() {
    Instance[] three = {instance(1, 5), instance(2, 1), instance(3, 1)};
    Balancer balancer = Balancing.WEIGHTED_ROUND_ROBIN.balancer();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ports.add(balancer.choose(three, CallContext.none()).url().getPort());
    }
    assertThat(ports).containsExactly(1, 1, 2, 1, 3, 1, 1);
  }

  @Property(tries = 50)
  void each_gets_its_weight_in_every_full_round(
      @ForAll @IntRange(min = 1, max = 50) int first,
      @ForAll @IntRange(min = 1, max = 50) int second,
      @ForAll @IntRange(min = 1, max = 50) int third) {
    Instance[] three = {instance(1, first), instance(2, second), instance(3, third)};
    Map<Instance, Integer> counts =
        chosen(Balancing.WEIGHTED_ROUND_ROBIN.balancer(), three, first + second + third);
    assertThat(counts)
        .containsEntry(three[0], first)
        .containsEntry(three[1], second)
        .containsEntry(three[2], third);
  }

  @Test
  void the_same_address_goes_to_the_same_instance() {
    Instance[] five = instances(5);
    Balancer balancer = Balancing.IP_HASH.balancer();
    ClientAddress.begin("192.0.2.7");
    assertThat(chosen(balancer, five, 50)).hasSize(1);
  }

  @Test
  void addresses_are_spread_evenly() {
    Instance[] four = instances(4);
    Map<Instance, Integer> counts = new HashMap<>();
    for (int i = 0; i < 4000; i++) {
      counts.merge(
          RendezvousHash.choose(four, "10.0.%d.%d".formatted(i / 250, i % 250)), 1, Integer::sum);
    }
    assertThat(counts.values())
        .hasSize(4)
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Property(tries = 200)
  void only_the_callers_of_an_instance_that_goes_go_elsewhere(
      @ForAll @StringLength(min = 1, max = 20) String caller,
      @ForAll @IntRange(min = 0, max = 4) int gone) {
    Instance[] five = instances(5);
    Instance before = RendezvousHash.choose(five, caller);
    Instance[] four = Arrays.stream(five).filter(i -> i != five[gone]).toArray(Instance[]::new);
    Instance after = RendezvousHash.choose(four, caller);
    assertThat(after == before || before == five[gone]).isTrue();
  }

  @Test
  void an_unknown_name_is_answered_with_the_nearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Balancing.of("shipping", "least-request"))
        .withMessageContaining("cleave.balancer.shipping")
        .withMessageContaining("did you mean \"least-requests\"?");
  }
}
