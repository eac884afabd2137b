package dev.cleave.runtime.cdi;

/** The application must not start as it is configured; the message says why and what to do. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartRefused(String message) {
    super(message, null, false, false);
    System.getLogger(StartRefused.class.getName())
        .log(System.Logger.Level.ERROR, "Cleave refuses to start: {0}", message);
  }
}
