package dev.cleave.verify.database;

/** Where a module's tables are, and as whom it reaches them. */
record ModuleSchema(String module, String schema, String role) {}
