package dev.cleave.shop.notifications.mail;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every message, with nothing but the JDK, so that it runs inside the server under test. */
final class MailServer implements Closeable {
  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final List<String> lines = new CopyOnWriteArrayList<>();

  MailServer() throws IOException {
    Thread thread = new Thread(this::serve, "mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Whatever was said to it. */
  List<String> lines() {
    return lines;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(client);
      } catch (IOException e) {
        // The client is gone, or the test is over.
      }
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    PrintStream out = new PrintStream(client.getOutputStream(), true, StandardCharsets.ISO_8859_1);
    out.print("220 here\r\n");
    boolean isMessage = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines.add(line);
      if (isMessage && !line.equals(".")) {
        continue;
      }
      isMessage = line.equals("DATA");
      out.print(isMessage ? "354 go ahead\r\n" : "250 OK\r\n");
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
