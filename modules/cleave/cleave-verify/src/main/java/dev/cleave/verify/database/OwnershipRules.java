package dev.cleave.verify.database;

import dev.cleave.verify.Rule;
import java.util.List;

/** Everything in a module's schema belongs to the owner role, nothing to the module's own. */
final class OwnershipRules {
  static final List<CatalogueRule> ALL =
      List.of(
          new CatalogueRule(
              Rule.DATABASE_OWNERSHIP,
              """
              select 'schema ' || :schema, 'has no table'
              where not exists (
                select from pg_class
                where relnamespace = :schema::regnamespace and relkind in ('r', 'p'))
              """,
              "the tables of the module's migrations: run them before the check"),
          new CatalogueRule(
              Rule.DATABASE_OWNERSHIP,
              """
              select 'schema ' || nspname, 'is owned by ' || pg_get_userbyid(nspowner)
              from pg_namespace
              where nspname = :schema and pg_get_userbyid(nspowner) <> :owner
              union all
              select pg_describe_object('pg_class'::regclass, oid, 0),
                'is owned by ' || pg_get_userbyid(relowner)
              from pg_class
              where relnamespace = :schema::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                and pg_get_userbyid(relowner) <> :owner
              union all
              select pg_describe_object('pg_proc'::regclass, oid, 0),
                'is owned by ' || pg_get_userbyid(proowner)
              from pg_proc
              where pronamespace = :schema::regnamespace and pg_get_userbyid(proowner) <> :owner
              """,
              "owner :owner, as which migrations run"),
          new CatalogueRule(
              Rule.DATABASE_ROLE,
              """
              select 'role ' || :role,
                'owns '
                  || case when dbid in (0, (select oid from pg_database
                                            where datname = current_database()))
                       then pg_describe_object(classid, objid, objsubid)
                       else 'something in database ' || (select datname from pg_database
                                                         where oid = dbid)
                     end
              from pg_shdepend
              where deptype = 'o' and refclassid = 'pg_authid'::regclass
                and refobjid = :role::regrole
              """,
              "nothing owned: an owner can do anything to what it owns; give it to :owner"));

  /** What belongs to no module; reported once. */
  static final List<CatalogueRule> STRAY =
      List.of(
          new CatalogueRule(
              Rule.DATABASE_OWNERSHIP,
              """
              select pg_describe_object('pg_class'::regclass, c.oid, 0),
                'lies in schema ' || n.nspname || ', which belongs to no module'
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                and n.nspname <> all (:schemas) and n.nspname !~ '^pg_'
                and n.nspname <> 'information_schema'
                and not exists (
                  select from pg_depend d
                  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
              """,
              "the schema of the module whose data it is; public stays empty"),
          new CatalogueRule(
              Rule.DATABASE_REPLICATION,
              """
              select 'large object ' || oid, 'is owned by ' || pg_get_userbyid(lomowner)
              from pg_largeobject_metadata
              """,
              "a column of type bytea or text: large objects lie outside schemas and do not move with"
                  + " a module"));

  private OwnershipRules() {}
}
