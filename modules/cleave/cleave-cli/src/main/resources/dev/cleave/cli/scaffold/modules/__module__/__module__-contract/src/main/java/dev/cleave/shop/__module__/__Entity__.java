package dev.cleave.shop.__module__;

/**
 * One of what __module__ holds.
 *
 * @param id given by the database
 * @param name for people
 */
public record __Entity__(__Entity__Id id, String name) {}
