package dev.cleave.runtime.event;

import dev.cleave.event.DerivedState;
import dev.cleave.event.EventListener;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.event.ReadModel;
import dev.cleave.event.Rebuildable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Collects classes that have to do with events, and judges them all at once. */
public final class Discovery {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,99}");

  private final Set<Class<?>> eventTypes = new LinkedHashSet<>();
  private final Set<Class<?>> listening = new LinkedHashSet<>();
  private final Set<Class<?>> derived = new LinkedHashSet<>();

  static boolean isEvent(Class<?> type) {
    return type.isAnnotationPresent(IntegrationEvent.class);
  }

  boolean isOfInterest(Class<?> type) {
    return type.isAnnotationPresent(Rebuildable.class)
        || DerivedState.class.isAssignableFrom(type)
        || !listenerMethods(type).isEmpty();
  }

  void add(Class<?> type) {
    if (isEvent(type)) {
      eventTypes.add(type);
    }
    if (type.isAnnotationPresent(Rebuildable.class) || !listenerMethods(type).isEmpty()) {
      listening.add(type);
    }
    if (DerivedState.class.isAssignableFrom(type)) {
      derived.add(type);
    }
    for (Method method : listenerMethods(type)) {
      Stream.of(method.getParameterTypes()).filter(Discovery::isEvent).forEach(eventTypes::add);
    }
  }

  Set<Class<?>> eventTypes() {
    return eventTypes;
  }

  private static List<Method> listenerMethods(Class<?> type) {
    List<Method> found = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (method.isAnnotationPresent(EventListener.class) && !method.isBridge()) {
          found.add(method);
        }
      }
    }
    found.sort(java.util.Comparator.comparing(Method::getName));
    return found;
  }

  /**
   * What was declared.
   *
   * @param bean gives the instance of a bean class
   * @param problems receives a message for everything that is wrong
   */
  public Declarations declarations(
      ModulePackages modules, Function<Class<?>, Supplier<Object>> bean, List<String> problems) {
    EventTypes types = new EventTypes();
    for (Class<?> type : eventTypes) {
      attempt(problems, () -> types.add(EventType.of(type)));
    }
    List<Listener> listeners = new ArrayList<>();
    List<DeclaredReadModel> readModels = new ArrayList<>();
    for (Class<?> type : listening) {
      Supplier<Object> instance = bean.apply(type);
      List<Listener> own = new ArrayList<>();
      for (Method method : listenerMethods(type)) {
        attempt(problems, () -> own.add(listener(type, method, modules, types, instance)));
      }
      listeners.addAll(own);
      if (type.isAnnotationPresent(Rebuildable.class)) {
        attempt(problems, () -> readModels.add(readModel(type, modules, instance, own)));
      }
    }
    problems.addAll(doubled(listeners));
    List<DeclaredState> states = new ArrayList<>();
    for (Class<?> type : derived) {
      Supplier<Object> instance = bean.apply(type);
      attempt(
          problems,
          () ->
              states.add(
                  new DeclaredState(
                      moduleOf(type, modules, DerivedState.class.getSimpleName()),
                      () -> (DerivedState) instance.get())));
    }
    return new Declarations(
        types, modules, List.copyOf(listeners), List.copyOf(readModels), List.copyOf(states));
  }

  private static void attempt(List<String> problems, Runnable work) {
    try {
      work.run();
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
  }

  private static Listener listener(
      Class<?> type,
      Method method,
      ModulePackages modules,
      EventTypes types,
      Supplier<Object> instance) {
    String name = method.getAnnotation(EventListener.class).value();
    String where = "%s.%s".formatted(type.getName(), method.getName());
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("%s: @EventListener(\"%s\") is no name: write lower case, digits and hyphens, such as"
                  + " open-wallet.")
              .formatted(where, name));
    }
    if (method.getParameterCount() != 1 || !isEvent(method.getParameterTypes()[0])) {
      throw new IllegalArgumentException(
          "%s is an @EventListener: it takes one parameter, the @IntegrationEvent that it handles."
              .formatted(where));
    }
    String module = moduleOf(type, modules, "@EventListener");
    EventType event =
        types
            .of(method.getParameterTypes()[0])
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s listens to %s, which cannot be used as it is."
                            .formatted(where, method.getParameterTypes()[0].getName())));
    method.setAccessible(true);
    Optional<String> readModel =
        Optional.ofNullable(type.getAnnotation(Rebuildable.class)).map(Rebuildable::value);
    return new Listener(module, name, event, readModel, instance, method);
  }

  private static DeclaredReadModel readModel(
      Class<?> type, ModulePackages modules, Supplier<Object> instance, List<Listener> listeners) {
    String name = type.getAnnotation(Rebuildable.class).value();
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s: @Rebuildable(\"%s\") is no name: write lower case, digits and hyphens."
              .formatted(type.getName(), name));
    }
    if (!ReadModel.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(
          "%s is @Rebuildable: implement ReadModel, which deletes the former generation."
              .formatted(type.getName()));
    }
    if (listeners.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is @Rebuildable but has no @EventListener to build it from."
              .formatted(type.getName()));
    }
    return new DeclaredReadModel(
        moduleOf(type, modules, "@Rebuildable"),
        name,
        () -> (ReadModel) instance.get(),
        List.copyOf(listeners));
  }

  private static String moduleOf(Class<?> type, ModulePackages modules, String what) {
    return modules
        .moduleOf(type)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("%s has an %s but belongs to no module: move it below the package of a"
                            + " @ModuleContract.")
                        .formatted(type.getName(), what)));
  }

  private static List<String> doubled(List<Listener> listeners) {
    Map<String, List<Listener>> byName = new TreeMap<>();
    listeners.forEach(
        listener ->
            byName.computeIfAbsent(listener.subscription(), n -> new ArrayList<>()).add(listener));
    return byName.values().stream()
        .filter(same -> same.size() > 1)
        .map(
            same ->
                "%s: there are %d listeners of this name in the module %s, %s: give each its own."
                    .formatted(
                        same.get(0).subscription(),
                        same.size(),
                        same.get(0).module(),
                        same.stream()
                            .map(
                                l ->
                                    l.method().getDeclaringClass().getSimpleName()
                                        + "."
                                        + l.method().getName())
                            .toList()))
        .toList();
  }
}
