package dev.cleave.grpc.codec;

import dev.cleave.grpc.schema.ContractSchema;
import java.util.List;

/** The messages of one contract, built once from its schema. Thread-safe. */
public final class ContractCodec {
  private final ContractSchema schema;
  private final List<MethodCodec> methods;

  /**
   * Builds the codecs.
   *
   * @throws IllegalArgumentException if a default value is none of its type
   */
  public ContractCodec(ContractSchema schema) {
    this.schema = schema;
    ValueCodecs values = new ValueCodecs(schema);
    this.methods = schema.rpcs().stream().map(rpc -> new MethodCodec(rpc, values)).toList();
  }

  public ContractSchema schema() {
    return schema;
  }

  /** One for each method, in the order of the contract's methods. */
  public List<MethodCodec> methods() {
    return methods;
  }
}
