package dev.cleave.runtime.event;

import java.util.List;

/** Everything about events that the application's classes say. */
public record Declarations(
    EventTypes types,
    ModulePackages modules,
    List<Listener> listeners,
    List<DeclaredReadModel> readModels,
    List<DeclaredState> derivedStates) {

  /** The modules whose events somebody here listens to or may publish. */
  List<String> publishers() {
    return types.all().stream().map(EventType::module).distinct().toList();
  }
}
