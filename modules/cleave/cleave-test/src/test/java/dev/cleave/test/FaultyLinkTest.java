package dev.cleave.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {
  private static final int ROUNDS = 300;
  private static final int CLIENTS = 4;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ServerSocket echo;

  @BeforeEach
  void startTheEcho() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    threads.execute(this::echo);
  }

  @AfterEach
  void endTheEcho() throws Exception {
    echo.close();
    threads.shutdownNow();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  /**
   * A connection that was in the queue of the listener when the link was cut once lived on, and the
   * call that was to break went through.
   */
  @Test
  void no_connection_outlives_the_cut_however_late_it_came() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      FaultyLink link = new FaultyLink(echo.getLocalPort());
      CountDownLatch begin = new CountDownLatch(1);
      List<Future<Boolean>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(connectionBreaks(link.uri().getPort(), begin)));
      }
      begin.countDown();
      link.cut();
      for (Future<Boolean> client : clients) {
        assertThat(client.get(10, TimeUnit.SECONDS)).as("broken in round %d", round).isTrue();
      }
      link.close();
    }
  }

  private static Callable<Boolean> connectionBreaks(int port, CountDownLatch begin) {
    return () -> {
      begin.await();
      try {
        return breaks(new Socket(InetAddress.getByName("localhost"), port));
      } catch (IOException refused) {
        return true;
      }
    };
  }

  private static boolean breaks(Socket socket) {
    try (socket) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(1);
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException lives) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private void echo() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        threads.execute(
            () -> {
              try (socket) {
                socket.getInputStream().transferTo(socket.getOutputStream());
              } catch (IOException broken) {
                // the link was cut
              }
            });
      } catch (IOException closed) {
        // the test has ended
      }
    }
  }
}
