package dev.cleave.runtime.event;

/** A lane that this process has, and the fence under which it may write about it. */
record Lease(int lane, long fence) {}
