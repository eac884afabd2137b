package dev.cleave.verify;

import dev.cleave.ModuleContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
  private final Path defaultFolder;

  private ContractProto(List<Class<?>> contracts) {
    this.contracts = contracts;
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
    return new ContractProto(ContractSnapshot.contractsIn(contractPackage));
  }

  /** This contract alone. */
  public static ContractProto of(Class<?> contract) {
    return new ContractProto(List.of(contract));
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
    ArchitectureViolated.throwIfAny("the field numbers in " + folder, violations);
    if (!update.isEmpty()) {
      writes.forEach(Runnable::run);
    }
  }
}
