package dev.cleave.runtime.contract;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * One parameter of a contract method.
 *
 * @param name the name in the path or query, or the Java name of the body
 * @param in where REST carries it
 * @param type its generic type
 * @param defaultValue what an absent query parameter stands for
 * @param annotations the parameter's own annotations
 */
public record ContractParameter(
    String name, In in, Type type, Optional<String> defaultValue, AnnotatedElement annotations) {
  /** Where REST carries a parameter. */
  public enum In {
    PATH,
    QUERY,
    BODY
  }

  static ContractParameter of(Parameter parameter) {
    Optional<String> defaultValue =
        Optional.ofNullable(parameter.getAnnotation(DefaultValue.class)).map(DefaultValue::value);
    PathParam path = parameter.getAnnotation(PathParam.class);
    QueryParam query = parameter.getAnnotation(QueryParam.class);
    String name = path != null ? path.value() : query != null ? query.value() : parameter.getName();
    In in = path != null ? In.PATH : query != null ? In.QUERY : In.BODY;
    return new ContractParameter(
        name, in, parameter.getParameterizedType(), defaultValue, parameter);
  }
}
