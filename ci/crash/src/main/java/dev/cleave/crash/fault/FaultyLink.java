package dev.cleave.crash.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What lies between callers and one instance of a service: a relay of bytes that can be made to do
 * harm. Its port stays the same, also while the instance is dead.
 */
final class FaultyLink implements AutoCloseable {

  /** What it does. */
  enum Mode {
    /** Passes everything on. */
    FINE,
    /** Passes on what callers send, much too late. */
    SLOW,
    /** Passes nothing on, in neither direction, and closes no connection. */
    CUT,
    /** Answers every request with the status 500 in the instance's place. */
    ERRORS
  }

  private static final long DELAY_NANOS = 8_000_000_000L;
  private static final long POLL_NANOS = 5_000_000;
  private static final int CONNECT_MILLIS = 1000;
  private static final byte[] ERROR =
      "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Mode mode = Mode.FINE;
  private volatile boolean isClosed;

  /** A link to the port {@code target}, which nothing needs to listen at. */
  FaultyLink(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    start("accept", this::accept);
  }

  /** Where callers connect to. */
  int port() {
    return server.getLocalPort();
  }

  void become(Mode next) {
    mode = next;
  }

  private void accept() {
    while (!isClosed) {
      try {
        Socket caller = server.accept();
        open.add(caller);
        start("connection", () -> connect(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket caller) {
    awaitEndOfCut();
    Socket instance = new Socket();
    try {
      instance.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
    } catch (IOException dead) {
      close(caller, instance);
      return;
    }
    open.add(instance);
    start("answers", () -> pass(instance, caller, false));
    pass(caller, instance, true);
  }

  private void pass(Socket from, Socket to, boolean areRequests) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (areRequests && mode == Mode.SLOW) {
          sleep(DELAY_NANOS);
        }
        awaitEndOfCut();
        if (areRequests && mode == Mode.ERRORS) {
          from.getOutputStream().write(ERROR);
          break;
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException ended) {
      // The other direction ends with it.
    } finally {
      close(from, to);
    }
  }

  private void awaitEndOfCut() {
    while (mode == Mode.CUT && !isClosed) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Ends early when the link has become another one. */
  private void sleep(long nanos) {
    long end = System.nanoTime() + nanos;
    while (mode == Mode.SLOW && !isClosed && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void close(Socket... sockets) {
    for (Socket socket : sockets) {
      open.remove(socket);
      try {
        socket.close();
      } catch (IOException harmless) {
        // It is gone.
      }
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, "link-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    server.close();
    close(open.toArray(Socket[]::new));
  }
}
