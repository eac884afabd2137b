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
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that answers chosen commands with what a test says, and all others kindly. */
final class ScriptedServer implements Closeable {
  /** No answer at all, while the connection stays open. */
  static final String SILENCE = "";

  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final Map<String, String> answers;

  /**
   * @param answers by how the command begins; {@code GREETING} and {@code END} (of a message) count
   *     as commands
   */
  ScriptedServer(Map<String, String> answers) throws IOException {
    this.answers = answers;
    Thread thread = new Thread(this::serve, "scripted-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What clients said, without the messages. */
  List<String> commands() {
    return commands;
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
    answer(out, "GREETING", "220 here");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      commands.add(line);
      boolean isData = line.equals("DATA");
      answer(out, line, isData ? "354 go ahead" : "250 OK");
      if (isData && !answers.containsKey("DATA")) {
        while (!".".equals(line)) {
          line = in.readLine();
        }
        answer(out, "END", "250 taken");
      }
    }
  }

  private void answer(PrintStream out, String command, String usual) {
    String answer =
        answers.entrySet().stream()
            .filter(entry -> command.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(usual);
    if (!answer.equals(SILENCE)) {
      out.print(answer + "\r\n");
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
