package dev.cleave.discovery;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A DNS server with a handful of records, over UDP on loopback. */
final class DnsServer implements EngineServer {
  private final List<Record> records = new CopyOnWriteArrayList<>();
  private int port;
  private DatagramSocket socket;

  /** From now on it has these and no others. */
  void has(List<Record> now) {
    records.clear();
    records.addAll(now);
  }

  @Override
  public void start() throws IOException {
    socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
    port = socket.getLocalPort();
    Thread thread = new Thread(() -> serve(socket), "dns");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(DatagramSocket open) {
    byte[] buffer = new byte[4096];
    while (!open.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        open.receive(packet);
        byte[] answer =
            answer(new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength())))
                .toWire();
        open.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        // closed, or nonsense arrived
      }
    }
  }

  private Message answer(Message question) {
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.AA);
    Record asked = question.getQuestion();
    answer.addRecord(asked, Section.QUESTION);
    for (Record record : records) {
      if (record.getName().equals(asked.getName()) && record.getType() == asked.getType()) {
        answer.addRecord(record, Section.ANSWER);
      }
    }
    if (records.stream().noneMatch(record -> record.getName().equals(asked.getName()))) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    return answer;
  }

  @Override
  public URI uri() {
    return URI.create("dns://127.0.0.1:" + port);
  }

  @Override
  public void stop() {
    socket.close();
  }
}
