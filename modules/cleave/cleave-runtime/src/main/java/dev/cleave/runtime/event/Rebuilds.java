package dev.cleave.runtime.event;

import dev.cleave.event.DerivedState;
import jakarta.enterprise.context.control.RequestContextController;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Makes anew what modules in this process derive from logs; one rebuild per module at a time. */
public final class Rebuilds {
  private static final Logger LOG = System.getLogger(Rebuilds.class.getName());

  private final Declarations declarations;
  private final Databases databases;
  private final Function<String, Optional<PublisherRelay>> publishers;
  private final EventSettings settings;
  private final EventThreads threads;
  private final Map<String, Map<String, RebuildResult>> results = new ConcurrentHashMap<>();

  Rebuilds(
      Declarations declarations,
      Databases databases,
      Function<String, Optional<PublisherRelay>> publishers,
      EventSettings settings,
      EventThreads threads) {
    this.declarations = declarations;
    this.databases = databases;
    this.publishers = publishers;
    this.settings = settings;
    this.threads = threads;
  }

  /** What is made anew of a module. */
  public record Started(String module, List<String> readModels, List<String> derivedStates) {}

  /** How far it is. */
  public record Progress(String module, boolean running, List<RebuildResult> results) {}

  /**
   * Starts to make everything anew, or says what is under way.
   *
   * @return empty if the module has nothing here that follows from a log
   */
  public synchronized Optional<Started> start(String module) {
    List<DeclaredReadModel> models =
        declarations.readModels().stream().filter(m -> m.module().equals(module)).toList();
    List<DerivedState> states =
        declarations.derivedStates().stream()
            .filter(state -> state.module().equals(module))
            .map(state -> state.bean().get())
            .toList();
    if (models.isEmpty() && states.isEmpty()) {
      return Optional.empty();
    }
    if (!progress(module).running()) {
      begin(module, models, states);
    }
    return Optional.of(
        new Started(
            module,
            models.stream().map(DeclaredReadModel::name).toList(),
            states.stream().map(DerivedState::name).toList()));
  }

  private void begin(String module, List<DeclaredReadModel> models, List<DerivedState> states) {
    Map<String, RebuildResult> own = new LinkedHashMap<>();
    models.forEach(m -> put(own, RebuildResult.begun(m.name(), RebuildResult.READ_MODEL)));
    states.forEach(s -> put(own, RebuildResult.begun(s.name(), RebuildResult.DERIVED_STATE)));
    results.put(module, own);
    threads.work(
        () -> {
          states.forEach(state -> rebuild(state, own));
          for (DeclaredReadModel model : models) {
            new ReadModelRebuild(
                    model, databases.of(module), publishers, settings, result -> put(own, result))
                .run();
          }
          LOG.log(Level.INFO, "rebuild ended module={0}: {1}", module, progress(module).results());
        });
  }

  private static void put(Map<String, RebuildResult> results, RebuildResult result) {
    synchronized (results) {
      results.put(result.kind() + "/" + result.name(), result);
    }
  }

  private void rebuild(DerivedState state, Map<String, RebuildResult> own) {
    RebuildResult begun = RebuildResult.begun(state.name(), RebuildResult.DERIVED_STATE);
    Optional<RequestContextController> request = settings.requests().get();
    boolean isActivated = request.isPresent() && request.get().activate();
    try {
      DerivedState.Report report = state.rebuild();
      put(own, begun.done(report.entries(), report.differences()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "rebuild failed state=" + state.name(), e);
      put(own, begun.failed(e.toString()));
    } finally {
      if (isActivated) {
        request.get().deactivate();
      }
    }
  }

  /** Whether the module has anything to make anew in this process. */
  public boolean hasAnything(String module) {
    return declarations.readModels().stream().anyMatch(m -> m.module().equals(module))
        || declarations.derivedStates().stream().anyMatch(s -> s.module().equals(module));
  }

  public Progress progress(String module) {
    Map<String, RebuildResult> own = results.getOrDefault(module, Map.of());
    List<RebuildResult> now;
    synchronized (own) {
      now = new ArrayList<>(own.values());
    }
    return new Progress(module, now.stream().anyMatch(RebuildResult::isRunning), now);
  }
}
