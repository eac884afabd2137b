package dev.cleave.cli.northwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OrderedTasksTest {

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @Test
  void tasks_that_only_read_the_same_run_at_the_same_time() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    try (OrderedTasks tasks = new OrderedTasks(2, () -> false)) {
      tasks.add(Set.of("price"), Set.of("a"), () -> meet(both));
      tasks.add(Set.of("price"), Set.of("b"), () -> meet(both));
      tasks.finish();
    }
  }

  @Test
  void a_writer_waits_for_readers_and_readers_for_a_writer() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    try (OrderedTasks tasks = new OrderedTasks(4, () -> false)) {
      tasks.add(
          Set.of("price"),
          Set.of(),
          () -> {
            reading.await();
            done.add("old price read");
          });
      tasks.add(
          Set.of(),
          Set.of("else"),
          () -> {
            done.add("something else");
            reading.countDown();
          });
      tasks.add(Set.of(), Set.of("price"), () -> done.add("price written"));
      tasks.add(Set.of("price"), Set.of(), () -> done.add("new price read"));
      tasks.finish();
    }

    assertThat(done)
        .containsExactly("something else", "old price read", "price written", "new price read");
  }

  @Test
  void after_a_failure_no_task_starts_and_the_failure_is_told() throws Exception {
    AtomicInteger started = new AtomicInteger();
    assertThatThrownBy(
            () -> {
              try (OrderedTasks tasks = new OrderedTasks(1, () -> false)) {
                tasks.add(
                    () -> {
                      throw new ImportFailed("refused");
                    });
                while (true) {
                  tasks.add(Set.of(), Set.of("one"), started::incrementAndGet);
                }
              }
            })
        .isInstanceOf(ImportFailed.class)
        .hasMessage("refused");
    assertThat(started).hasValueLessThan(2);
  }

  @Test
  void a_defect_of_a_task_is_not_swallowed() {
    assertThatThrownBy(
            () -> {
              try (OrderedTasks tasks = new OrderedTasks(1, () -> false)) {
                tasks.add(
                    () -> {
                      throw new IllegalArgumentException("defect");
                    });
                tasks.finish();
              }
            })
        .hasRootCauseMessage("defect");
  }

  @Test
  void when_stopped_what_runs_comes_to_its_end() throws Exception {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch go = new CountDownLatch(1);
    OrderedTasks tasks = new OrderedTasks(2, stopped::get);
    tasks.add(
        () -> {
          go.await();
          done.add("first");
        });
    stopped.set(true);
    assertThatThrownBy(() -> tasks.add(() -> done.add("second"))).isInstanceOf(ImportStopped.class);
    go.countDown();
    tasks.close();

    assertThat(done).containsExactly("first");
  }

  private static void meet(CyclicBarrier both) throws InterruptedException {
    try {
      both.await(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.BrokenBarrierException
        | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("the other task did not start", e);
    }
  }
}
