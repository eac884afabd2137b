package dev.cleave.runtime.event;

import dev.cleave.event.DerivedState;
import java.util.function.Supplier;

/** Derived state that a module can make anew from its own log. */
record DeclaredState(String module, Supplier<DerivedState> bean) {}
