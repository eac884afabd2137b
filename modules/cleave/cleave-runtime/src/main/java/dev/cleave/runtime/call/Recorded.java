package dev.cleave.runtime.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.json.ContractJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What the inbox keeps of a command: the hash of its request and its result, both as JSON. */
final class Recorded {
  private Recorded() {}

  /** SHA-256 over the method and its arguments; the same for the same request under any binding. */
  static byte[] hash(ContractMethod method, Object[] arguments) throws JsonProcessingException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(method.name().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      sha256.update(
          ContractJson.instance().writeValueAsBytes(arguments == null ? new Object[0] : arguments));
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static String write(Object result, ContractMethod method) throws JsonProcessingException {
    return method.isVoid()
        ? null
        : ContractJson.instance()
            .writerFor(ContractJson.type(method.resultType()))
            .writeValueAsString(result);
  }

  static Object read(String json, ContractMethod method) throws JsonProcessingException {
    return json == null
        ? null
        : ContractJson.instance().readValue(json, ContractJson.type(method.resultType()));
  }
}
