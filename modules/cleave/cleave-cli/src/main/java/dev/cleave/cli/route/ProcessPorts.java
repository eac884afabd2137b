package dev.cleave.cli.route;

/** On which ports other processes reach a process, by its name; also one that does not run. */
@FunctionalInterface
public interface ProcessPorts {
  /** Its internal port. */
  int internal(String process);

  /** Its port for gRPC. */
  default int grpc(String process) {
    return internal(process) + 100;
  }
}
