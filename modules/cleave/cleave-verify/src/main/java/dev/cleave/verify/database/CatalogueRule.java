package dev.cleave.verify.database;

import dev.cleave.verify.Rule;

/**
 * A query for violations.
 *
 * @param sql gives rows of (object, what is wrong); {@code :schema} and {@code :role} are the
 *     module's, {@code :owner} is the owner role, {@code :schemas} are those of all modules
 * @param allowed what would be allowed instead; may name {@code :schema}, {@code :role}, {@code
 *     :owner} too
 */
record CatalogueRule(Rule rule, String sql, String allowed) {}
