package dev.cleave.verify;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A parameter of a contract method.
 *
 * @param name as it travels: the template's or the query's name; "body" for the body
 */
record ContractParameter(Parameter parameter, Source source, String name) {
  /** Where the value comes from in the request. */
  enum Source {
    PATH,
    QUERY,
    BODY,
    /** A header, a cookie, a form or the context: bound to HTTP. */
    HTTP_ONLY
  }

  static ContractParameter of(Parameter parameter) {
    PathParam path = parameter.getAnnotation(PathParam.class);
    QueryParam query = parameter.getAnnotation(QueryParam.class);
    if (path != null && query == null) {
      return new ContractParameter(parameter, Source.PATH, path.value());
    }
    if (query != null && path == null) {
      return new ContractParameter(parameter, Source.QUERY, query.value());
    }
    boolean isBody =
        Stream.of(parameter.getAnnotations())
            .map(annotation -> annotation.annotationType().getPackageName())
            .noneMatch("jakarta.ws.rs"::equals);
    boolean isContext = parameter.isAnnotationPresent(Context.class);
    return isBody && !isContext
        ? new ContractParameter(parameter, Source.BODY, "body")
        : new ContractParameter(parameter, Source.HTTP_ONLY, parameter.getName());
  }

  Optional<String> defaultValue() {
    return Optional.ofNullable(parameter.getAnnotation(DefaultValue.class))
        .map(DefaultValue::value);
  }

  boolean has(Class<? extends Annotation> annotation) {
    return parameter.isAnnotationPresent(annotation);
  }
}
