package dev.cleave.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cleave.ModuleContract;
import dev.cleave.event.IntegrationEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares a module's contract with the one recorded in its source tree, and fails on a change that
 * a consumer built against the recorded one would notice. Additions pass.
 *
 * <pre>{@code
 * ContractSnapshot.of("com.acme.shop.ordering").verify();
 * }</pre>
 *
 * <p>Run the test with {@code -Dcleave.snapshot.update=true} to record additions when they are
 * released, with {@code =breaking} to record a breaking change on purpose. With {@code =proto} it
 * writes nothing: that is for {@link ContractProto}.
 */
public final class ContractSnapshot {
  /** The system property that makes {@link #verify()} write. */
  public static final String UPDATE = "cleave.snapshot.update";

  private static final ObjectMapper JSON =
      JsonMapper.builder().defaultPropertyInclusion(include()).build();

  private final ContractDocument current;
  private final Path defaultFile;

  private ContractSnapshot(List<Class<?>> contracts, List<Class<?>> events) {
    this.current = ContractReader.read(contracts, events);
    this.defaultFile =
        projectOf(contracts.get(0))
            .resolve("src/main/resources/META-INF/cleave/contracts")
            .resolve(current.module() + ".json");
  }

  private static JsonInclude.Value include() {
    return JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);
  }

  /**
   * All contract interfaces and events in a package.
   *
   * @throws IllegalStateException if there are none
   */
  public static ContractSnapshot of(String contractPackage) {
    return new ContractSnapshot(
        contractsIn(contractPackage), annotated(typesIn(contractPackage), IntegrationEvent.class));
  }

  /**
   * @throws IllegalStateException if there are none
   */
  static List<Class<?>> contractsIn(String contractPackage) {
    List<Class<?>> contracts = annotated(typesIn(contractPackage), ModuleContract.class);
    if (contracts.isEmpty()) {
      throw new IllegalStateException(
          "no interface with @ModuleContract was found in %s: nothing would be checked"
              .formatted(contractPackage));
    }
    return contracts;
  }

  private static List<Class<?>> typesIn(String contractPackage) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return new Resources(loader)
        .names(contractPackage.replace('.', '/'), ".class").stream()
            .filter(file -> !file.equals("package-info.class"))
            .<Class<?>>map(file -> load(contractPackage, file, loader))
            .toList();
  }

  private static List<Class<?>> annotated(
      List<Class<?>> types, Class<? extends Annotation> annotation) {
    return types.stream().filter(type -> type.isAnnotationPresent(annotation)).toList();
  }

  private static Class<?> load(String packageName, String file, ClassLoader loader) {
    String name = packageName + "." + file.substring(0, file.length() - ".class".length());
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("cannot load " + name, e);
    }
  }

  /** These contract interfaces of one module, and among the further ones its events. */
  public static ContractSnapshot of(Class<?> contract, Class<?>... further) {
    List<Class<?>> all = Stream.concat(Stream.of(contract), Stream.of(further)).toList();
    List<Class<?>> events = annotated(all, IntegrationEvent.class);
    return new ContractSnapshot(
        all.stream().filter(type -> !events.contains(type)).toList(), events);
  }

  /** Where the class was built, so that it does not matter where the test runs. */
  static Path projectOf(Class<?> contract) {
    try {
      URI location = contract.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path target = Path.of(location).getParent();
      if (target.endsWith("target")) {
        return target.getParent();
      }
    } catch (Exception e) {
      // Not from a file: the working directory is the next best guess.
    }
    return Path.of("");
  }

  /**
   * Compares with {@code src/main/resources/META-INF/cleave/contracts/<module>.json} of the
   * contract's project.
   *
   * @throws ArchitectureViolated with all breaking changes, or if nothing is recorded yet
   */
  public void verify() {
    verifyAgainst(defaultFile);
  }

  /**
   * Compares with another file.
   *
   * @throws ArchitectureViolated with all breaking changes, or if nothing is recorded yet
   */
  public void verifyAgainst(Path file) {
    String update = updateMode().equals("proto") ? "" : updateMode();
    if (!Files.exists(file) && update.isEmpty()) {
      report(file, List.of(missing(file)));
    }
    if (Files.exists(file) && !update.equals("breaking")) {
      report(file, ContractChanges.breaking(read(file), current));
    }
    if (!update.isEmpty()) {
      write(file);
    }
  }

  /** Empty, or which of the recorded files a test writes. */
  static String updateMode() {
    String update = System.getProperty(UPDATE, "");
    if (!List.of("", "true", "breaking", "proto").contains(update)) {
      throw new IllegalArgumentException(
          "-D%s is true, breaking or proto, not %s".formatted(UPDATE, update));
    }
    return update;
  }

  private Violation missing(Path file) {
    return new Violation(
        Rule.CONTRACT_COMPATIBILITY,
        current.module(),
        String.join(", ", current.contracts().keySet()),
        "",
        "has no recorded snapshot: %s does not exist".formatted(file),
        "recording it: run this test with -D%s=true and commit the file".formatted(UPDATE));
  }

  private void report(Path file, List<Violation> violations) {
    ArchitectureViolated.throwIfAny(
        "the contract of %s compared with %s (an intended break is recorded with -D%s=breaking)"
            .formatted(current.module(), file, UPDATE),
        violations);
  }

  private static ContractDocument read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), ContractDocument.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "%s is no contract snapshot: %s. Restore it from version control"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void write(Path file) {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.writeString(file, toJson());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The contract as it is recorded: indented, sorted, the same on every machine. */
  public String toJson() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return JSON.writer(printer).writeValueAsString(current) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot describe the contract of " + current.module(), e);
    }
  }
}
