package dev.cleave.verify;

import java.util.List;
import java.util.stream.Stream;

/** Which libraries a layer may see. A prefix covers the package and those below it. */
final class Packages {
  private static final List<String> SQL =
      List.of("java.sql", "javax.sql", "jakarta.persistence", "org.hibernate");
  private static final List<String> GRPC =
      List.of("io.grpc", "com.google.protobuf", "com.google.rpc");
  private static final List<String> TRANSPORT =
      Stream.concat(
              Stream.of("jakarta.ws.rs", "jakarta.jms", "org.eclipse.microprofile.rest.client"),
              GRPC.stream())
          .toList();
  private static final List<String> CONTRACT =
      List.of(
          "java",
          "jakarta.ws.rs",
          "jakarta.validation",
          "jakarta.annotation",
          "org.eclipse.microprofile");
  private static final List<String> TOOLKIT =
      List.of(
          "dev.cleave.runtime",
          "dev.cleave.verify",
          "dev.cleave.test",
          "dev.cleave.cli",
          "dev.cleave.jms",
          "dev.cleave.grpc");

  private Packages() {}

  static boolean isSql(String name) {
    return within(name, SQL);
  }

  static boolean isTransport(String name) {
    return within(name, TRANSPORT);
  }

  static boolean isGrpc(String name) {
    return within(name, GRPC);
  }

  static boolean isToolkitInternal(String name) {
    return within(name, TOOLKIT);
  }

  /** Whether a contract may use a library's package. */
  static boolean isForContracts(String name) {
    return name.equals("dev.cleave")
        || name.equals("dev.cleave.event")
        || (within(name, CONTRACT) && !isSql(name) && !name.startsWith("jakarta.ws.rs.client"));
  }

  /** Whether a package of plain values may use a library's package. */
  static boolean isForValues(String name) {
    return name.equals("dev.cleave")
        || (within(name, List.of("java", "jakarta.validation")) && !isSql(name));
  }

  /** Whether the domain may use a library's package: all but the technical APIs. */
  static boolean isForDomain(String name) {
    boolean technical =
        isSql(name)
            || isTransport(name)
            || within(name, List.of("jakarta", "javax", "org.eclipse.microprofile"));
    return !technical || within(name, List.of("jakarta.validation", "javax.money"));
  }

  private static boolean within(String name, List<String> prefixes) {
    return prefixes.stream().anyMatch(prefix -> isWithin(name, prefix));
  }

  private static boolean isWithin(String name, String prefix) {
    return name.equals(prefix) || name.startsWith(prefix + ".");
  }
}
