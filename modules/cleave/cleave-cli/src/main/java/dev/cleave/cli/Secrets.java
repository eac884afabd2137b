package dev.cleave.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The generated passwords and keys: made at first use, kept as files of mode 0600. */
public final class Secrets {

  private static final int BYTES = 24;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final Path directory;

  /** The secrets kept in {@code directory}, which is created when the first one is made. */
  public Secrets(Path directory) {
    this.directory = directory;
  }

  /** What operators send as {@code Authorization: Bearer …}. */
  public String operatorKey() throws IOException {
    return secret("operator.key");
  }

  /** What processes send each other on their internal ports. */
  public String internalSecret() throws IOException {
    return secret("internal.secret");
  }

  /** The password of the embedded server's superuser. */
  public String superuserPassword() throws IOException {
    return secret("postgres.password");
  }

  /** The password of the user {@code cleave} of the embedded message broker. */
  public String brokerPassword() throws IOException {
    return secret("artemis.password");
  }

  /** The password of the user {@code outside} of the embedded message broker. */
  public String outsidePassword() throws IOException {
    return secret("outside.password");
  }

  /** The password of the role that owns schemas and runs migrations. */
  public String ownerPassword() throws IOException {
    return secret("owner.password");
  }

  /** The password of the role of one module. */
  public String modulePassword(String module) throws IOException {
    return secret(module + ".password");
  }

  private String secret(String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      writeOnce(file);
    }
    return Files.readString(file).strip();
  }

  /** By rename, so that a command that is stopped half-way leaves no empty secret behind. */
  private void writeOnce(Path file) throws IOException {
    Files.createDirectories(directory.getParent());
    if (!Files.exists(directory)) {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path part =
        Files.createTempFile(
            directory, "new-", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(part, HexFormat.of().formatHex(random) + "\n");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
