package dev.cleave.verify.database;

import dev.cleave.verify.Rule;
import java.util.List;

/** Nothing in a module's schema refers to another one, and all of it can be replicated. */
final class ReferenceRules {
  private static final String BY_ID =
      "the other module's id as a plain column; what else is needed comes through its contract or its"
          + " events";
  private static final String OWN_OBJECTS = "objects of schema :schema alone";

  static final List<CatalogueRule> ALL =
      List.of(
          new CatalogueRule(
              Rule.DATABASE_REFERENCES,
              """
              select pg_describe_object('pg_class'::regclass, k.conrelid, 0),
                'has the foreign key ' || k.conname || ' to '
                  || pg_describe_object('pg_class'::regclass, k.confrelid, 0)
              from pg_constraint k
                join pg_class source on source.oid = k.conrelid
                join pg_class target on target.oid = k.confrelid
              where k.contype = 'f' and source.relnamespace = :schema::regnamespace
                and target.relnamespace <> source.relnamespace
              """,
              BY_ID),
          new CatalogueRule(
              Rule.DATABASE_REFERENCES,
              """
              select distinct pg_describe_object('pg_class'::regclass, v.oid, 0),
                'reads ' || pg_describe_object(d.refclassid, d.refobjid, 0)
              from pg_depend d
                join pg_rewrite r on r.oid = d.objid
                join pg_class v on v.oid = r.ev_class
              where d.classid = 'pg_rewrite'::regclass and v.relnamespace = :schema::regnamespace
                and %s
              """
                  .formatted(foreignTarget()),
              OWN_OBJECTS),
          new CatalogueRule(
              Rule.DATABASE_REFERENCES,
              """
              select pg_describe_object('pg_class'::regclass, t.tgrelid, 0),
                'has the trigger ' || t.tgname || ' with '
                  || pg_describe_object('pg_proc'::regclass, t.tgfoid, 0)
              from pg_trigger t
                join pg_class c on c.oid = t.tgrelid
                join pg_proc f on f.oid = t.tgfoid
              where not t.tgisinternal and c.relnamespace = :schema::regnamespace
                and f.pronamespace <> c.relnamespace
                and f.pronamespace <> 'pg_catalog'::regnamespace
              """,
              OWN_OBJECTS),
          new CatalogueRule(
              Rule.DATABASE_REFERENCES,
              """
              select distinct pg_describe_object('pg_class'::regclass, a.adrelid, a.adnum),
                'has a default that uses ' || pg_describe_object(d.refclassid, d.refobjid, 0)
              from pg_depend d join pg_attrdef a on a.oid = d.objid
                join pg_class c on c.oid = a.adrelid
              where d.classid = 'pg_attrdef'::regclass and c.relnamespace = :schema::regnamespace
                and %s
              """
                  .formatted(foreignTarget()),
              OWN_OBJECTS),
          new CatalogueRule(
              Rule.DATABASE_REFERENCES,
              """
              select pg_describe_object('pg_proc'::regclass, f.oid, 0),
                'names schema ' || other || ' in its body'
              from pg_proc f, unnest(:schemas || '{public}'::text[]) other
              where f.pronamespace = :schema::regnamespace and other <> :schema
                and f.prosrc ~* ('\\m' || other || '"?\\s*\\.')
              union
              select pg_describe_object('pg_proc'::regclass, f.oid, 0),
                'uses ' || pg_describe_object(d.refclassid, d.refobjid, 0)
              from pg_depend d join pg_proc f on f.oid = d.objid
              where d.classid = 'pg_proc'::regclass and f.pronamespace = :schema::regnamespace
                and %s
              """
                  .formatted(foreignTarget()),
              OWN_OBJECTS),
          new CatalogueRule(
              Rule.DATABASE_REFERENCES,
              """
              select pg_describe_object('pg_class'::regclass, i.inhrelid, 0),
                'inherits from ' || pg_describe_object('pg_class'::regclass, i.inhparent, 0)
              from pg_inherits i
                join pg_class child on child.oid = i.inhrelid
                join pg_class parent on parent.oid = i.inhparent
              where child.relnamespace = :schema::regnamespace and child.relkind in ('r', 'p', 'f')
                and parent.relnamespace <> child.relnamespace
              """,
              OWN_OBJECTS),
          new CatalogueRule(
              Rule.DATABASE_REFERENCES,
              """
              select pg_describe_object('pg_class'::regclass, c.oid, a.attnum),
                'has ' || pg_describe_object('pg_type'::regclass, t.oid, 0)
              from pg_attribute a join pg_class c on c.oid = a.attrelid
                join pg_type t on t.oid = a.atttypid
                join pg_namespace n on n.oid = t.typnamespace
              where c.relnamespace = :schema::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
                and a.attnum > 0 and n.nspname <> :schema and n.nspname !~ '^pg_'
                and n.nspname <> 'information_schema'
              """,
              "types of PostgreSQL or of schema :schema"),
          new CatalogueRule(
              Rule.DATABASE_REPLICATION,
              """
              select pg_describe_object('pg_class'::regclass, c.oid, 0), 'has no primary key'
              from pg_class c
              where c.relnamespace = :schema::regnamespace and c.relkind in ('r', 'p')
                and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
              union all
              select pg_describe_object('pg_class'::regclass, c.oid, 0),
                'has replica identity nothing'
              from pg_class c
              where c.relnamespace = :schema::regnamespace and c.relkind in ('r', 'p')
                and c.relreplident = 'n'
              """,
              "a primary key, which is the replica identity by default: rows are followed by it when the"
                  + " module moves"),
          new CatalogueRule(
              Rule.DATABASE_REPLICATION,
              """
              select pg_describe_object('pg_class'::regclass, c.oid, 0), 'is unlogged'
              from pg_class c
              where c.relnamespace = :schema::regnamespace and c.relpersistence = 'u'
                and c.relkind in ('r', 'p', 'S')
              """,
              "a logged one: what is not in the log is not replicated, and is emptied by a crash"),
          new CatalogueRule(
              Rule.DATABASE_REPLICATION,
              """
              select pg_describe_object('pg_class'::regclass, c.oid, a.attnum),
                'has type ' || a.atttypid::regtype || ', the handle of a large object'
              from pg_attribute a join pg_class c on c.oid = a.attrelid
              where c.relnamespace = :schema::regnamespace and c.relkind in ('r', 'p')
                and a.attnum > 0 and a.atttypid::regtype::text in ('oid', 'lo')
              """,
              "bytea or text; for a String with @Lob: @Column(columnDefinition = \"text\") instead"));

  private ReferenceRules() {}

  /** A table, view, sequence or function of another schema that is not PostgreSQL's own. */
  private static String foreignTarget() {
    return """
    exists (
      select from pg_namespace n
      where n.nspname <> :schema and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and n.oid = case d.refclassid
          when 'pg_class'::regclass then (select relnamespace from pg_class where oid = d.refobjid)
          when 'pg_proc'::regclass then (select pronamespace from pg_proc where oid = d.refobjid)
        end)""";
  }
}
