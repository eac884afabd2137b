package dev.cleave.cli.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The account that PostgreSQL's programs run under. PostgreSQL refuses to run as root, so root runs
 * it without root's rights: in a user namespace, or, where a container forbids those, as the
 * account nobody, which then must own the data.
 */
enum Account {
  OWN(List.of()),
  USER_NAMESPACE(List.of("unshare", "-U")),
  NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

  private static final int NOBODY_ID = 65534;

  private final List<String> prefix;

  Account(List<String> prefix) {
    this.prefix = prefix;
  }

  /**
   * The account to use for {@code program} on this machine.
   *
   * @param data what the program works on, if it is there already: whoever owns it goes on
   * @throws CommandFailed when this is root and no way leads to another account
   */
  static Account thatCanRun(Path program, Path data) throws IOException {
    if (new UnixSystem().getUid() != 0) {
      return OWN;
    }
    if (Files.exists(data) && Files.getAttribute(data, "unix:uid").equals(NOBODY_ID)) {
      return NOBODY;
    }
    for (Account account : List.of(USER_NAMESPACE, NOBODY)) {
      if (account.canRun(program)) {
        return account;
      }
    }
    throw new CommandFailed(
        "PostgreSQL does not run as root, and neither `unshare -U` nor the account nobody can run %s: call this command as another user, or name a server of your own with database.url in .cleave.properties"
            .formatted(program));
  }

  /** The command line that runs {@code command} under this account. */
  List<String> command(List<String> command) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(command);
    return line;
  }

  /** Gives {@code path} and what is in it to this account, where that is not so anyway. */
  void own(Path path) throws IOException {
    if (this != NOBODY) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", NOBODY_ID);
      }
    }
  }

  private boolean canRun(Path program) throws IOException {
    try {
      return new ProcessBuilder(command(List.of(program.toString(), "--version")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
