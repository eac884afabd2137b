package dev.cleave.crash.check;

import java.util.ArrayList;
import java.util.List;

/** Every saga has ended, as its order has. */
final class SagaChecks {

  private SagaChecks() {}

  static List<SqlCheck> all(List<String> modules) {
    List<SqlCheck> checks = new ArrayList<>();
    for (String module : modules) {
      checks.add(
          new SqlCheck(
              "every saga of " + module + " has ended",
              """
              select format('%%s %%s is %%s at %%s after %%s attempts: %%s', saga, id, state, step, attempts,
                            coalesce(cause, 'no cause'))
              from %s.cleave_saga where state not in ('FINISHED', 'COMPENSATED')
              """
                  .formatted(module)));
    }
    checks.add(
        new SqlCheck(
            "a checkout ends as its order does",
            """
            select format('order %s is %s, its checkout %s', o.id, o.status, coalesce(s.state, 'absent'))
            from ordering.orders o left join ordering.cleave_saga s on s.id = o.id::text
            where o.status = 'CONFIRMED' and s.state is distinct from 'FINISHED'
               or o.status = 'REJECTED' and s.state is distinct from 'COMPENSATED'
               or o.status = 'CANCELLED' and s.id is null
            """));
    return checks;
  }
}
