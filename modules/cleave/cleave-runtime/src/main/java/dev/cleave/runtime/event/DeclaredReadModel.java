package dev.cleave.runtime.event;

import dev.cleave.event.ReadModel;
import java.util.List;
import java.util.function.Supplier;

/** A read model of a module: the bean that keeps it, and all that the bean listens to. */
record DeclaredReadModel(
    String module, String name, Supplier<ReadModel> bean, List<Listener> listeners) {}
