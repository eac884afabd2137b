package dev.cleave.crash.check;

import java.util.List;

/**
 * Every user that was answered is there once, and is called as was asked for last. Ids are compared
 * as texts: a plan may look at the answer to another command before its kind, and that has no
 * number.
 */
final class UserChecks {

  private UserChecks() {}

  static List<SqlCheck> all() {
    return List.of(
        new SqlCheck(
            "every answered user is there",
            """
            select format('user %s of the key %s is not', answer->>'id', key) from crash.command
            where kind = 'USER' and is_answered
              and not exists (select from accounts.users u where u.id::text = answer->>'id')
            """),
        new SqlCheck(
            "every user is there once",
            """
            select format('user %s was answered to the keys %s', answer->>'id', string_agg(key, ' and '))
            from crash.command where kind = 'USER' and is_answered
            group by answer->>'id' having count(*) > 1
            """),
        new SqlCheck(
            "every user that is there was answered",
            """
            select format('user %s was not', u.id) from accounts.users u
            where not exists (
              select from crash.command where kind = 'USER' and is_answered and answer->>'id' = u.id::text)
            """),
        new SqlCheck(
            "a user is called as was asked for last",
            """
            select format('user %s is called %s, and should be %s', u.id, u.name, wanted.name)
            from accounts.users u
            join (
              select distinct on (id) id, name from (
                select c.answer->>'id' as id, c.body->>'name' as name, min(j.line) as line
                from crash.command c
                join crash.journal j on j.key = c.key and j.what = 'answered'
                where c.kind in ('USER', 'USER_CHANGE') and c.is_answered group by 1, 2) asked
              order by id, line desc) wanted on wanted.id = u.id::text
            where u.name <> wanted.name
            """));
  }
}
