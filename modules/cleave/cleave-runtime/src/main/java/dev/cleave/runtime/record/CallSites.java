package dev.cleave.runtime.record;

import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import java.lang.StackWalker.StackFrame;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells from the stack which line of which module makes a call. */
final class CallSites {
  /** Who calls when no module does. */
  static final String OUTSIDE = "outside";

  private static final StackWalker STACK = StackWalker.getInstance(Set.of(), 32);

  private final Map<String, String> moduleOfPackage = new TreeMap<>();

  /** By convention a module's classes are in the package of its contract and below. */
  CallSites(Collection<ContractModel> contracts) {
    contracts.forEach(
        contract -> moduleOfPackage.put(contract.type().getPackageName(), contract.module()));
  }

  CallSite of(ContractMethod method, String binding) {
    return STACK
        .walk(
            frames ->
                frames.filter(this::isCode).findFirst().map(frame -> site(frame, method, binding)))
        .orElseGet(() -> new CallSite(OUTSIDE, "", "", 0, method, binding));
  }

  private boolean isCode(StackFrame frame) {
    String name = frame.getClassName();
    return !name.contains("$Proxy") && !name.contains("$$") && module(name).isPresent();
  }

  private CallSite site(StackFrame frame, ContractMethod method, String binding) {
    String type = frame.getClassName();
    String inside = frame.getMethodName().replaceFirst("^lambda\\$([^$]+)\\$\\d+$", "$1");
    return new CallSite(
        module(type).orElseThrow(),
        type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1) + "." + inside,
        frame.getFileName() == null ? "" : frame.getFileName(),
        Math.max(0, frame.getLineNumber()),
        method,
        binding);
  }

  private Optional<String> module(String className) {
    for (int end = className.lastIndexOf('.'); end > 0; end = className.lastIndexOf('.', end - 1)) {
      String module = moduleOfPackage.get(className.substring(0, end));
      if (module != null) {
        return Optional.of(module);
      }
    }
    return Optional.empty();
  }
}
