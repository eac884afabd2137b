package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.cleave.ModuleContract;
import dev.cleave.Operator;
import dev.cleave.Page;
import dev.cleave.Public;
import dev.cleave.verify.ContractParameter.Source;
import jakarta.validation.Valid;
import jakarta.ws.rs.Path;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shape of contract interfaces and their methods. */
final class ContractMethodCheck implements Check {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\s*([\\w.-]+)\\s*(?::[^}]*)?\\}");
  private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass type : module.classes()) {
      if (ModuleCode.isContract(type)) {
        checkContract(code, module, type, violations);
      }
    }
  }

  private static void checkContract(
      Codebase code, ModuleCode module, JavaClass type, Violations violations) {
    Report report = new Report(module, type.getName(), "", violations);
    if (module.layerOf(type) != Layer.CONTRACT) {
      report.add(
          "is a contract inside a private package",
          "a contract in the module's own package " + module.packageName());
    }
    Class<?> contract = type.reflect();
    checkName(code, module, contract, report);
    if (!contract.isInterface() || contract.getInterfaces().length > 0) {
      report.add(
          "is not a plain interface",
          "an interface that extends nothing; a module may have several");
      return;
    }
    if (!contract.isAnnotationPresent(Path.class)) {
      report.add("has no @Path", "@Path(\"/api/…\") on the interface");
    }
    List<ContractMethod> methods = ContractMethod.of(contract);
    if (methods.isEmpty()) {
      report.add("has no methods", "at least one method");
    }
    Map<String, Long> names =
        methods.stream()
            .collect(Collectors.groupingBy(ContractMethod::name, Collectors.counting()));
    for (ContractMethod method : methods) {
      Report at = new Report(module, type.getName(), method.name(), violations);
      if (names.get(method.name()) > 1) {
        at.add("is overloaded", "one method of a name: a method travels by its name");
      }
      checkMethod(contract, method, at);
    }
  }

  private static void checkName(
      Codebase code, ModuleCode module, Class<?> contract, Report report) {
    String name = contract.getAnnotation(ModuleContract.class).value();
    String segment = module.packageName().substring(module.packageName().lastIndexOf('.') + 1);
    if (!NAME.matcher(name).matches() || !name.replace("-", "").equals(segment.replace("_", ""))) {
      report.add(
          "names the module \"%s\" in the package of \"%s\"".formatted(name, segment),
          "@ModuleContract(\"%s\"): lower case letters, digits and hyphens, as the package is called"
              .formatted(segment.replace('_', '-')));
    }
  }

  private static void checkMethod(Class<?> contract, ContractMethod method, Report report) {
    if (!Modifier.isAbstract(method.method().getModifiers())) {
      report.add(
          "is a default or static method", "abstract methods only; code lives in the service");
      return;
    }
    if (method.verbs().size() != 1 || !VERBS.containsAll(method.verbs())) {
      report.add(
          method.verbs().isEmpty() ? "has no verb" : "has the verbs " + method.verbs(),
          "exactly one of @GET (a read), @POST, @PUT, @PATCH, @DELETE (commands)");
    }
    if (method.method().isAnnotationPresent(Public.class)
        && method.method().isAnnotationPresent(Operator.class)) {
      report.add("is both @Public and @Operator", "one of them, or none for an internal method");
    }
    if (method.method().getTypeParameters().length > 0) {
      report.add("has type parameters", "concrete types");
    }
    checkTemplates(contract, method, report);
    checkBody(method, report);
    checkPage(method, report);
    checkCreates(method, report);
  }

  private static void checkTemplates(Class<?> contract, ContractMethod method, Report report) {
    Path path = contract.getAnnotation(Path.class);
    Set<String> templates = templates((path == null ? "" : path.value()) + "/" + method.path());
    Set<String> parameters =
        method.parameters(Source.PATH).stream()
            .map(ContractParameter::name)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!templates.equals(parameters)) {
      report.add(
          "has the path templates %s and the @PathParam names %s".formatted(templates, parameters),
          "one @PathParam parameter for each template");
    }
    for (ContractParameter parameter : method.parameters(Source.HTTP_ONLY)) {
      report.add(
          "takes %s from a part of the request that only HTTP has".formatted(parameter.name()),
          "@PathParam, @QueryParam, or one body without annotation; identity, deadline and key are in"
              + " CallContext");
    }
  }

  private static Set<String> templates(String path) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = TEMPLATE.matcher(path);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static void checkBody(ContractMethod method, Report report) {
    List<ContractParameter> bodies = method.parameters(Source.BODY);
    if (bodies.size() > 1) {
      report.add(
          "has %d parameters without annotation".formatted(bodies.size()),
          "at most one, the body; put the values into one record, or annotate them with @PathParam or"
              + " @QueryParam");
      return;
    }
    for (ContractParameter body : bodies) {
      if (method.isRead() || method.verbs().contains("DELETE")) {
        report.add(
            "has a body, which has no meaning in a %s request".formatted(method.verbs().get(0)),
            "@PathParam and @QueryParam parameters (RFC 9110, 9.3.1 and 9.3.5)");
      } else if (!body.parameter().getType().isRecord()) {
        report.add(
            "has a body of type %s".formatted(body.parameter().getType().getSimpleName()),
            "a record, so that the request can grow");
      } else if (!body.has(Valid.class)) {
        report.add("has a body without @Valid", "@Valid before the body's type");
      }
    }
  }

  private static void checkPage(ContractMethod method, Report report) {
    if (method.method().getReturnType() != Page.class) {
      return;
    }
    Set<String> integers =
        method.parameters(Source.QUERY).stream()
            .filter(parameter -> parameter.parameter().getType() == int.class)
            .map(ContractParameter::name)
            .collect(Collectors.toSet());
    if (!integers.containsAll(Set.of("page", "size"))) {
      report.add(
          "returns a Page without the query parameters page and size",
          "@QueryParam(\"page\") @DefaultValue(\"1\") int page, @QueryParam(\"size\")"
              + " @DefaultValue(\"100\") int size");
    }
  }

  private static void checkCreates(ContractMethod method, Report report) {
    if (method.creates().isEmpty()) {
      return;
    }
    Class<?> result = method.method().getReturnType();
    Set<String> components =
        result.isRecord()
            ? Stream.of(result.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new))
            : new TreeSet<>();
    if (!method.verbs().equals(List.of("POST")) && !method.verbs().equals(List.of("PUT"))) {
      report.add("has @Creates on %s".formatted(method.verbs()), "@Creates on a @POST or @PUT");
    }
    Set<String> names = templates(method.creates().get());
    if (!components.containsAll(names)) {
      report.add(
          "has @Creates(\"%s\"), but the result %s has the components %s"
              .formatted(method.creates().get(), result.getSimpleName(), components),
          "names of components of the returned record, such as %s"
              .formatted(
                  components.isEmpty()
                      ? "{id}"
                      : "{" + Arrays.asList(components.toArray()).get(0) + "}"));
    }
  }

  private record Report(ModuleCode module, String type, String place, Violations violations) {
    void add(String what, String allowed) {
      violations.add(Rule.CONTRACT_METHODS, module.name(), type, place, what, allowed);
    }
  }
}
