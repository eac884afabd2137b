package dev.cleave.runtime.instance;

/** The address of the client whose request from outside a thread is serving. */
public final class ClientAddress {
  private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

  private ClientAddress() {}

  /** From now on the thread serves a request from there. */
  public static void begin(String address) {
    CURRENT.set(address);
  }

  static String current() {
    return CURRENT.get();
  }

  /** The thread serves it no more. */
  public static void end() {
    CURRENT.remove();
  }
}
