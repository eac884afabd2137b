package dev.cleave.runtime.guard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class CallerRatesTest {
  private final AtomicLong clock = new AtomicLong();

  private CallerRates rates(int calls, Duration time) {
    return new CallerRates(new Rate(calls, time), clock::get);
  }

  @Property
  void in_no_span_of_time_are_more_calls_let_through_than_a_full_bucket_and_what_flows_in(
      @ForAll @IntRange(min = 1, max = 50) int calls,
      @ForAll @IntRange(min = 1, max = 100) int seconds,
      @ForAll @Size(max = 200) List<@LongRange(max = 3_000) Long> pausesMillis) {
    clock.set(0);
    CallerRates rates = rates(calls, Duration.ofSeconds(seconds));
    List<Long> passed = new ArrayList<>();
    for (long pause : pausesMillis) {
      clock.addAndGet(pause * 1_000_000);
      if (rates.take("a").isEmpty()) {
        passed.add(clock.get());
      }
    }
    double perNano = calls / (seconds * 1e9);
    for (int i = 0; i < passed.size(); i++) {
      for (int j = i; j < passed.size(); j++) {
        double most = calls + (passed.get(j) - passed.get(i)) * perNano;
        assertThat((double) (j - i + 1)).isLessThanOrEqualTo(most + 1e-3);
      }
    }
  }

  @Property
  void who_waits_as_long_as_told_is_let_through(
      @ForAll @IntRange(min = 1, max = 50) int calls,
      @ForAll @IntRange(min = 1, max = 100) int seconds,
      @ForAll @IntRange(min = 1, max = 200) int burst) {
    clock.set(0);
    CallerRates rates = rates(calls, Duration.ofSeconds(seconds));
    for (int i = 0; i < burst; i++) {
      rates
          .take("a")
          .ifPresent(
              refusal -> {
                assertThat(refusal.waitSeconds()).isBetween(1L, (long) seconds + 1);
                clock.addAndGet(Duration.ofSeconds(refusal.waitSeconds()).toNanos());
                assertThat(rates.take("a")).isEmpty();
              });
    }
  }

  @Example
  void callers_do_not_use_up_each_others_calls() {
    CallerRates rates = rates(1, Duration.ofSeconds(1));
    assertThat(rates.take("a")).isEmpty();
    assertThat(rates.take("a")).isPresent();
    assertThat(rates.take("b")).isEmpty();
  }

  @Example
  void who_has_used_up_its_calls_gets_the_next_one_when_it_has_flowed_in() {
    clock.set(-7_000_000_000L);
    CallerRates rates = rates(2, Duration.ofSeconds(10));
    assertThat(rates.take("a")).isEmpty();
    assertThat(rates.take("a")).isEmpty();
    assertThat(rates.take("a").orElseThrow().waitSeconds()).isEqualTo(5);
    clock.addAndGet(1);
    assertThat(rates.take("a").orElseThrow().waitSeconds()).isEqualTo(5); // rounded up
    clock.addAndGet(4_999_999_998L);
    assertThat(rates.take("a").orElseThrow().waitSeconds()).isEqualTo(1);
    clock.addAndGet(1);
    assertThat(rates.take("a")).isEmpty();
    assertThat(rates.take("a")).isPresent();
    clock.addAndGet(Duration.ofHours(1).toNanos()); // no more flows in than the bucket holds
    assertThat(rates.take("a")).isEmpty();
    assertThat(rates.take("a")).isEmpty();
    assertThat(rates.take("a")).isPresent();
  }

  @Example
  void only_so_many_callers_are_kept() {
    CallerRates rates = new CallerRates(new Rate(1, Duration.ofHours(1)), clock::get, 100);
    for (int i = 0; i < 1_000; i++) {
      rates.take("caller " + i);
    }
    assertThat(rates.callers()).isEqualTo(100);
    assertThat(rates.take("caller 999")).isPresent();
  }

  @Example
  void a_subscriber_with_many_addresses_of_one_network_is_one_caller() {
    assertThat(CallerAddress.of("2001:db8:1:2:aaaa::1"))
        .isEqualTo(CallerAddress.of("2001:db8:1:2:bbbb:cccc:dddd:eeee"))
        .isNotEqualTo(CallerAddress.of("2001:db8:1:3:aaaa::1"));
    assertThat(CallerAddress.of("192.0.2.1")).isNotEqualTo(CallerAddress.of("192.0.2.2"));
    assertThat(CallerAddress.of("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(CallerAddress.of("not:an:address")).isEqualTo("not:an:address");
  }

  @Example
  void a_rate_is_calls_and_a_time() {
    assertThat(Rate.parse("k", "6000/m")).contains(new Rate(6000, Duration.ofMinutes(1)));
    assertThat(Rate.parse("k", "none")).isEmpty();
    for (String text : List.of("0/s", "-1/s", "10", "10/d", "ten/s", "")) {
      assertThatThrownBy(() -> Rate.parse("cleave.rate-limit", text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("write a number of calls and a time, such as 100/s");
    }
  }
}
