package dev.cleave.verify.database;

import dev.cleave.verify.Rule;
import java.util.List;

/** A module's role reaches the data of its own schema, by its own grants, and nothing else. */
final class RoleRules {
  private static final String FOREIGN_SCHEMAS =
      "n.nspname <> :schema and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";

  /** Every privilege of a superuser would be listed beside the one cause. */
  private static final String NO_SUPERUSER =
      " and not (select rolsuper from pg_roles where rolname = :role)";

  static final List<CatalogueRule> ALL =
      List.of(
          new CatalogueRule(
              Rule.DATABASE_ROLE,
              """
              select 'role ' || :role, 'is ' || attribute
              from pg_roles,
                lateral (values (rolsuper, 'a superuser'), (rolcreatedb, 'allowed to create databases'),
                  (rolcreaterole, 'allowed to create roles'), (rolreplication, 'allowed to replicate'),
                  (rolbypassrls, 'allowed to bypass row security')) a (held, attribute)
              where rolname = :role and held
              """,
              "a role with LOGIN alone"),
          new CatalogueRule(
              Rule.DATABASE_ROLE,
              """
              select 'role ' || :role, 'is a member of role ' || pg_get_userbyid(roleid)
              from pg_auth_members
              where member = :role::regrole
              """,
              "no membership: a module's rights are granted to its own role"),
          new CatalogueRule(
              Rule.DATABASE_PRIVILEGES,
              """
              select 'database ' || current_database(), 'lets role ' || :role || ' ' || meaning
                || case when has_database_privilege('public', current_database(), privilege)
                     then ' through PUBLIC' else '' end
              from (values ('CREATE', 'create schemas'), ('TEMPORARY', 'create temporary tables'))
                p (privilege, meaning)
              where has_database_privilege(:role, current_database(), privilege)
              """
                  + NO_SUPERUSER,
              "CONNECT alone: revoke all on database … from public, then grant connect"),
          new CatalogueRule(
              Rule.DATABASE_PRIVILEGES,
              """
              select 'schema ' || n.nspname, 'lets role ' || :role || ' ' || privilege
                || case when has_schema_privilege('public', n.oid, privilege)
                     then ' through PUBLIC' else '' end
              from pg_namespace n, (values ('USAGE'), ('CREATE')) p (privilege)
              where (privilege = 'CREATE' or n.nspname <> :schema)
                and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                and has_schema_privilege(:role, n.oid, privilege)
              """
                  + NO_SUPERUSER,
              "USAGE on schema :schema alone"),
          new CatalogueRule(
              Rule.DATABASE_PRIVILEGES,
              """
              select pg_describe_object('pg_class'::regclass, oid, 0),
                'lets role ' || :role || ' ' || string_agg(privilege, ', ')
                  || case when bool_and(has_table_privilege('public', oid, privilege))
                       then ' through PUBLIC' else '' end
              from (select c.oid, privilege
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace,
                      unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[])
                        privilege
                    where c.relkind in ('r', 'p', 'v', 'm', 'f')
                      and has_table_privilege(:role, c.oid, privilege)
                      and %s) held
              where true
              """
                      .formatted(FOREIGN_SCHEMAS)
                  + NO_SUPERUSER
                  + " group by oid",
              "nothing outside schema :schema: ask through the other module's contract"),
          new CatalogueRule(
              Rule.DATABASE_PRIVILEGES,
              """
              select pg_describe_object('pg_class'::regclass, c.oid, a.attnum),
                'lets role ' || :role || ' ' || string_agg(privilege, ', ')
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
                unnest('{SELECT,INSERT,UPDATE,REFERENCES}'::text[]) privilege
              where c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attacl is not null
                and has_column_privilege(:role, c.oid, a.attnum, privilege)
                and not has_table_privilege(:role, c.oid, privilege)
                and %s
              """
                      .formatted(FOREIGN_SCHEMAS)
                  + NO_SUPERUSER
                  + " group by c.oid, a.attnum",
              "nothing outside schema :schema, not even a column"),
          new CatalogueRule(
              Rule.DATABASE_PRIVILEGES,
              """
              select pg_describe_object('pg_class'::regclass, c.oid, 0),
                'lets role ' || :role || ' ' || string_agg(privilege, ', ')
              from pg_class c join pg_namespace n on n.oid = c.relnamespace,
                unnest('{USAGE,SELECT,UPDATE}'::text[]) privilege
              where c.relkind = 'S'
                and case when c.relkind = 'S' then has_sequence_privilege(:role, c.oid, privilege)
                    end
                and %s
              """
                      .formatted(FOREIGN_SCHEMAS)
                  + NO_SUPERUSER
                  + " group by c.oid",
              "nothing outside schema :schema"),
          new CatalogueRule(
              Rule.DATABASE_PRIVILEGES,
              """
              select pg_describe_object('pg_proc'::regclass, f.oid, 0),
                'lets role ' || :role || ' EXECUTE it'
                  || case when has_function_privilege('public', f.oid, 'EXECUTE')
                       then ' through PUBLIC' else '' end
              from pg_proc f join pg_namespace n on n.oid = f.pronamespace
              where has_function_privilege(:role, f.oid, 'EXECUTE')
                and not exists (
                  select from pg_depend d
                  where d.classid = 'pg_proc'::regclass and d.objid = f.oid and d.deptype = 'e')
                and %s
              """
                      .formatted(FOREIGN_SCHEMAS)
                  + NO_SUPERUSER,
              "nothing outside schema :schema; PostgreSQL grants EXECUTE to PUBLIC unless told: alter"
                  + " default privileges for role :owner revoke execute on functions from public"),
          new CatalogueRule(
              Rule.DATABASE_PRIVILEGES,
              """
              select pg_describe_object('pg_class'::regclass, c.oid, 0),
                'lets role ' || :role || ' ' || string_agg(privilege, ', ')
              from pg_class c,
                unnest('{TRUNCATE,REFERENCES,TRIGGER,SELECT WITH GRANT OPTION,'
                  'INSERT WITH GRANT OPTION,UPDATE WITH GRANT OPTION,DELETE WITH GRANT OPTION}'::text[])
                  privilege
              where c.relnamespace = :schema::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
                and pg_get_userbyid(c.relowner) <> :role
                and has_table_privilege(:role, c.oid, privilege)
              """
                  + NO_SUPERUSER
                  + " group by c.oid",
              "SELECT, INSERT, UPDATE and DELETE, without GRANT OPTION"));

  private RoleRules() {}
}
