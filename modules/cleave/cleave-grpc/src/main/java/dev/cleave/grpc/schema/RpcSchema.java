package dev.cleave.grpc.schema;

import dev.cleave.runtime.contract.ContractMethod;
import java.util.List;

/**
 * One method of a service.
 *
 * @param name the method's name, capitalised
 * @param problems the messages of its declared exceptions, in the order of {@link
 *     ContractMethod#problems()}
 */
public record RpcSchema(
    String name,
    ContractMethod method,
    MessageSchema request,
    MessageSchema response,
    List<MessageSchema> problems) {
  public RpcSchema {
    problems = List.copyOf(problems);
  }
}
