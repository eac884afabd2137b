package dev.cleave.grpc.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import dev.cleave.grpc.schema.FieldSchema.ProtoType;
import dev.cleave.runtime.contract.ContractModel;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A contract in Protocol Buffers. What is public in the contract stands here under the same names:
 * a method is an rpc, its parameters are the fields of its request, a record is a message, a record
 * that travels bare is its value.
 */
public final class ContractSchema {
  private final ContractModel contract;
  private final List<RpcSchema> rpcs;
  private final Map<String, MessageSchema> messages;
  private final Map<String, EnumSchema> enums;

  private ContractSchema(ContractModel contract, SchemaBuilder builder) {
    this.contract = contract;
    this.rpcs = builder.rpcs(contract);
    this.messages = builder.messages();
    this.enums = builder.enums();
  }

  /**
   * The schema with the numbers that the contract's jar keeps.
   *
   * @throws IllegalArgumentException naming what Protocol Buffers cannot carry, or what has no
   *     number
   */
  public static ContractSchema of(ContractModel contract) {
    return of(contract, FieldNumbers.of(contract));
  }

  /** As {@link #of(ContractModel)}, with the given numbers. */
  public static ContractSchema of(ContractModel contract, FieldNumbers numbers) {
    try {
      ContractSchema schema = new ContractSchema(contract, new SchemaBuilder(numbers));
      numbers.requireComplete();
      return schema;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The contract %s cannot go over gRPC: %s".formatted(contract, e.getMessage()), e);
    }
  }

  public ContractModel contract() {
    return contract;
  }

  /** {@code cleave.<module>}, and the contract's name if that is another one. */
  public String packageName() {
    String module = contract.module().replace('-', '_');
    return contract.name().equalsIgnoreCase(contract.module())
        ? "cleave." + module
        : "cleave." + module + "." + contract.name().toLowerCase(Locale.ROOT);
  }

  /** The full name of the service. */
  public String serviceName() {
    return packageName() + "." + contract.name();
  }

  /** The name of the file, as others import it. */
  public String fileName() {
    return "cleave/%s/%s.proto".formatted(contract.module(), contract.name());
  }

  /** One for each method, in the order of {@link ContractModel#methods()}. */
  public List<RpcSchema> rpcs() {
    return rpcs;
  }

  /** All messages, requests and responses first. */
  public Collection<MessageSchema> messages() {
    return messages.values();
  }

  /**
   * A message by its simple name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public MessageSchema message(String name) {
    return require(messages.get(name), name);
  }

  public Collection<EnumSchema> enums() {
    return enums.values();
  }

  /**
   * An enum by its simple name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public EnumSchema enumOf(String name) {
    return require(enums.get(name), name);
  }

  private static <T> T require(T found, String name) {
    if (found == null) {
      throw new IllegalArgumentException("no such type: " + name);
    }
    return found;
  }

  /** Whether a field somewhere is a timestamp, so that its file must be imported. */
  boolean hasTimestamps() {
    return messages.values().stream()
        .flatMap(message -> message.fields().stream())
        .anyMatch(field -> field.type() == ProtoType.TIMESTAMP);
  }

  /** The same as a descriptor, for server reflection and for whoever compares files. */
  public FileDescriptorProto descriptor() {
    return Descriptors.of(this);
  }
}
