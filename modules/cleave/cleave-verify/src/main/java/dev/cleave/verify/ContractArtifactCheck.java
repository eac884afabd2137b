package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is in the contract's package comes with the contract: a class that the service's jar adds to
 * it would look public and be missing wherever only the contract is.
 */
final class ContractArtifactCheck implements Check {
  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    Set<String> artifacts =
        module.contracts().stream()
            .flatMap(contract -> artifactOf(contract).stream())
            .collect(Collectors.toSet());
    for (JavaClass type : module.in(Layer.CONTRACT)) {
      artifactOf(type)
          .filter(artifact -> !artifacts.isEmpty() && !artifacts.contains(artifact))
          .ifPresent(
              artifact ->
                  violations.add(
                      Rule.MODULE_BOUNDARY,
                      module.name(),
                      type.getName(),
                      "",
                      "lies in the contract's package, but in the artifact %s".formatted(artifact),
                      "the artifact of the contract, %s; or a private package of the service"
                          .formatted(String.join(", ", artifacts))));
    }
  }

  /** The directory or jar that the class was read from. */
  private static Optional<String> artifactOf(JavaClass type) {
    String path = type.getName().replace('.', '/') + ".class";
    return type.getSource()
        .map(source -> source.getUri().toString())
        .filter(uri -> uri.endsWith(path))
        .map(uri -> uri.substring(0, uri.length() - path.length()));
  }
}
