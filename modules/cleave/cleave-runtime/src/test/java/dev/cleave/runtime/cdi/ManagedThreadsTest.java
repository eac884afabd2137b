package dev.cleave.runtime.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagedThreadsTest {
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger inContext = new AtomicInteger();
  private final ManagedThreads threads = atMost(3);

  private ManagedThreads atMost(int most) {
    return new ManagedThreads(
        most,
        work -> {
          made.incrementAndGet();
          return new Thread(work);
        },
        task -> {
          inContext.incrementAndGet();
          task.run();
        });
  }

  @AfterEach
  void stop() {
    threads.stop();
  }

  @Test
  void work_beyond_the_limit_waits_and_none_is_lost() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(50);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 50; i++) {
      threads.execute(
          () -> {
            try {
              goOn.await();
            } catch (InterruptedException e) {
              return;
            }
            seen.add(Thread.currentThread());
            done.countDown();
          });
    }
    assertThat(made).hasValue(3);
    assertThat(done.getCount()).isEqualTo(50);

    goOn.countDown();

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).hasSizeBetween(1, 3);
    assertThat(inContext).hasValue(50);
  }

  @Test
  void what_comes_just_when_the_last_thread_is_done_is_not_left_lying() throws Exception {
    ManagedThreads one = atMost(1);
    try {
      for (int round = 0; round < 20_000; round++) {
        CountDownLatch done = new CountDownLatch(2);
        one.execute(done::countDown);
        one.execute(done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      one.stop();
    }
  }

  @Test
  void work_that_throws_takes_no_other_with_it() throws Exception {
    ManagedThreads one = atMost(1);
    try {
      CountDownLatch done = new CountDownLatch(100);
      for (int i = 0; i < 100; i++) {
        one.execute(
            () -> {
              done.countDown();
              throw new IllegalStateException("on purpose");
            });
      }
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      one.stop();
    }
  }

  @Test
  void after_the_stop_work_is_refused() {
    threads.stop();
    assertThatThrownBy(() -> threads.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
