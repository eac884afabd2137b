package dev.cleave.runtime.rest;

import dev.cleave.runtime.config.CleaveConfig;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The operator key and the internal secret, compared in constant time. */
final class Credentials {
  private static final String BEARER = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"cleave-operator\"";

  private final int internalPort;
  private final byte[] secret;
  private final byte[] operatorKey;

  Credentials(CleaveConfig config) {
    this.internalPort = config.internal().port();
    this.secret = config.internal().secret().map(Credentials::bytes).orElse(null);
    this.operatorKey = config.operatorKey().map(Credentials::bytes).orElse(null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  boolean isInternalPort(int port) {
    return port == internalPort;
  }

  void requireSecret(String shown) {
    if (secret == null || shown == null || !MessageDigest.isEqual(secret, bytes(shown))) {
      throw unauthorized(
          "cleave.internal-secret-required",
          "This is the internal port: it serves only the processes of this system, which show their"
              + " secret. Use the public port.",
          "Cleave-Secret");
    }
  }

  /** Whether an Authorization header, which may be {@code null}, holds the operator key. */
  boolean isOperatorKey(String authorization) {
    if (operatorKey == null
        || authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return false;
    }
    byte[] shown = bytes(authorization.substring(BEARER.length()).trim());
    return MessageDigest.isEqual(operatorKey, shown);
  }

  void requireOperatorKey(String authorization) {
    if (!isOperatorKey(authorization)) {
      throw unauthorized(
          "cleave.operator-key-invalid",
          "The Authorization header does not hold the operator key: send \"Authorization: Bearer"
              + " <operator key>\", or none at all for what is open to everybody.",
          CHALLENGE);
    }
  }

  WebApplicationException operatorKeyMissing(String method) {
    return unauthorized(
        "cleave.operator-key-required",
        "%s is for operators: send \"Authorization: Bearer <operator key>\".".formatted(method),
        CHALLENGE);
  }

  private static WebApplicationException unauthorized(
      String code, String detail, String challenge) {
    Response response = ProblemResponse.of(401, code, detail);
    return new WebApplicationException(
        Response.fromResponse(response).header(HttpHeaders.WWW_AUTHENTICATE, challenge).build());
  }
}
