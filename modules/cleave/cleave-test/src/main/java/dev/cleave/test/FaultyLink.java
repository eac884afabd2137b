package dev.cleave.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP connection to a port of this machine that can be disturbed: cut, or its answers lost or
 * held back. Point an endpoint at {@link #uri()}, switch the route while all is well, then disturb.
 */
public final class FaultyLink implements AutoCloseable {
  private static final int LOOK_UP_MILLIS = 10;

  /** Less is what the two ends of an HTTP/2 connection say to each other between answers. */
  private static final int SHORTEST_ANSWER = 48;

  private final int target;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "faulty-link");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger answersToLose = new AtomicInteger();
  private volatile CountDownLatch answersHeld = new CountDownLatch(0);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean isCut;

  /** A link that works, for now, to a port of this machine. */
  public FaultyLink(int target) {
    this.target = target;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
      listener.setSoTimeout(LOOK_UP_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://localhost:" + listener.getLocalPort());
  }

  /** From when it returns nobody listens, and no connection lives. */
  public void cut() {
    isCut = true;
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sockets.forEach(FaultyLink::close);
  }

  /** Breaks each of the next connections once its request was carried out, before the answer. */
  public void loseAnswers(int count) {
    answersToLose.set(count);
  }

  /** Keeps answers until {@link #release}. */
  public void hold() {
    answersHeld = new CountDownLatch(1);
  }

  /** Lets the answers go that were held. */
  public void release() {
    answersHeld.countDown();
  }

  @Override
  public void close() {
    release();
    cut();
    threads.shutdownNow();
  }

  /** Closes the listener itself: closed by another thread it may still accept a connection. */
  private void accept() {
    try (listener) {
      while (!isCut) {
        try {
          join(listener.accept());
        } catch (SocketTimeoutException nobody) {
          // Looks whether it was cut.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ended.countDown();
    }
  }

  private void join(Socket near) {
    sockets.add(near);
    try {
      Socket far = new Socket(InetAddress.getByName("localhost"), target);
      sockets.add(far);
      threads.execute(() -> carry(near, far, false));
      threads.execute(() -> carry(far, near, true));
    } catch (IOException gone) {
      // The target does not answer: nor does the link.
      close(near);
    }
  }

  private void carry(Socket from, Socket to, boolean isAnswer) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (isAnswer) {
          answersHeld.await();
          if (read >= SHORTEST_ANSWER
              && answersToLose.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
            return;
          }
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException broken) {
      // Both ends are closed: whoever used the link sees it.
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // It is gone either way.
    }
  }
}
