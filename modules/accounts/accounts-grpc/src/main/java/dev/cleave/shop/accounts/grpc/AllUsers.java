package dev.cleave.shop.accounts.grpc;

import dev.cleave.shop.accounts.Accounts;
import dev.cleave.shop.accounts.User;
import dev.cleave.shop.accounts.UserId;
import io.grpc.Context;
import io.grpc.Status;
import java.util.List;
import java.util.function.Consumer;

/** All users, page after page, each once: also while others come and go. */
record AllUsers(Accounts accounts) {
  static final int MOST = 10_000;
  private static final int PAGE = 1_000;
  private static final UserId BEFORE_THE_FIRST = new UserId(0);

  /**
   * Gives each user to {@code taker}, in the order of ids.
   *
   * @throws io.grpc.StatusRuntimeException if there are more than {@link #MOST}, or nobody waits
   *     any more
   */
  void forEach(Consumer<User> taker) {
    int count = 0;
    List<User> page = accounts.usersBehind(BEFORE_THE_FIRST, PAGE);
    while (!page.isEmpty()) {
      count += page.size();
      if (count > MOST) {
        throw Status.RESOURCE_EXHAUSTED
            .withDescription(
                "there are more than %,d users: read them in pages, with Users of cleave.accounts.Accounts"
                    .formatted(MOST))
            .asRuntimeException();
      }
      page.forEach(taker);
      if (Context.current().isCancelled()) {
        throw Status.CANCELLED.withDescription("nobody waits any more").asRuntimeException();
      }
      boolean isLast = page.size() < PAGE;
      page = isLast ? List.of() : accounts.usersBehind(page.get(page.size() - 1).id(), PAGE);
    }
  }
}
