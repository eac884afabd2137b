package dev.cleave.verify;

import dev.cleave.ModuleContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps a {@code .proto} beside each contract, which says how it is called over gRPC, and the
 * numbers of its fields. Both lie in the contract's project, so that they are in its jar, and the
 * runtime takes the numbers from there.
 *
 * <pre>{@code
 * ContractProto.of("com.acme.shop.ordering").verify();
 * }</pre>
 *
 * <p>Run the test with {@code -Dcleave.snapshot.update=true} to have them written: what has a
 * number keeps it, what is new gets the next one, the number of what is gone is reserved. A field
 * whose type changed is refused then too, unless it is meant ({@code =breaking}).
 */
public final class ContractProto {
  private final List<Class<?>> contracts;
  private final boolean isWholeModule;
  private final Path defaultFolder;

  private ContractProto(List<Class<?>> contracts, boolean isWholeModule) {
    this.contracts = contracts;
    this.isWholeModule = isWholeModule;
    Class<?> first = contracts.get(0);
    this.defaultFolder =
        ContractSnapshot.projectOf(first)
            .resolve("src/main/resources/META-INF/cleave/proto")
            .resolve(first.getAnnotation(ModuleContract.class).value());
  }

  /**
   * All contract interfaces in a package.
   *
   * @throws IllegalStateException if there are none
   */
  public static ContractProto of(String contractPackage) {
    return new ContractProto(ContractSnapshot.contractsIn(contractPackage), true);
  }

  /** This contract alone. */
  public static ContractProto of(Class<?> contract) {
    return new ContractProto(List.of(contract), false);
  }

  /**
   * Compares with {@code src/main/resources/META-INF/cleave/proto/<module>/<Contract>.proto} and
   * {@code .numbers} of the contract's project.
   *
   * @throws ArchitectureViolated with all differences, each with what to do about it
   */
  public void verify() {
    verifyAgainst(defaultFolder);
  }

  /**
   * Compares with the files in another folder.
   *
   * @throws ArchitectureViolated with all differences, each with what to do about it
   */
  public void verifyAgainst(Path folder) {
    String update = ContractSnapshot.updateMode();
    List<Violation> violations = new ArrayList<>();
    List<Runnable> writes = new ArrayList<>();
    for (Class<?> contract : contracts) {
      ProtoFiles files = new ProtoFiles(folder, ProtoReader.read(contract));
      List<Violation> refused = files.refused(update.equals("breaking"));
      violations.addAll(refused);
      if (update.isEmpty() && refused.isEmpty()) {
        violations.addAll(files.outdated());
      }
      writes.add(files::write);
    }
    if (isWholeModule) {
      violations.addAll(ofNoContract(folder));
    }
    ArchitectureViolated.throwIfAny("the field numbers in " + folder, violations);
    if (!update.isEmpty()) {
      writes.forEach(Runnable::run);
    }
  }

  /** Files of a contract that was removed or renamed: its clients would be told of it for good. */
  private List<Violation> ofNoContract(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Set<String> names =
        contracts.stream().map(Class::getSimpleName).collect(Collectors.toUnmodifiableSet());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".proto") || file.endsWith(".numbers"))
          .filter(file -> !names.contains(file.substring(0, file.lastIndexOf('.'))))
          .sorted()
          .map(file -> leftOver(folder.resolve(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static Violation leftOver(Path file) {
    return new Violation(
        Rule.FIELD_NUMBERS,
        file.getParent().getFileName().toString(),
        file.getFileName().toString(),
        "",
        "is of no contract of the module",
        "the contract under its old name; or, if nobody calls it any more, deleting " + file);
  }
}
