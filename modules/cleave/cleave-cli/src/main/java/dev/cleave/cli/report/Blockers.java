package dev.cleave.cli.report;

import dev.cleave.cli.report.Finding.Severity;
import dev.cleave.verify.CodeFacts;
import dev.cleave.verify.ContractCall;
import dev.cleave.verify.ContractCall.Kind;
import dev.cleave.verify.ModuleFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the code of all modules says against moving one of them. */
final class Blockers {
  private final CodeFacts code;
  private final SourceTree sources;

  Blockers(CodeFacts code, SourceTree sources) {
    this.code = code;
    this.sources = sources;
  }

  List<Finding> of(ModuleFacts module) {
    List<Finding> findings = new ArrayList<>();
    for (ModuleFacts.Pinned pinned : module.pinned()) {
      findings.add(
          new Finding(
              Severity.PINS,
              "%s is a @SharedTransaction: it joins the transactions of its callers, and none travels"
                      .formatted(pinned.method())
                  + " to another process",
              sources.place(pinned.declared()),
              "turn what its callers do into a saga (extraction-guide/README.md)"));
    }
    for (ModuleFacts other : code.modules()) {
      for (ContractCall call : other.calls()) {
        if (call.isInTransaction()
            && (call.from().equals(module.module()) || call.to().equals(module.module()))) {
          findings.add(finding(call, module.module()));
        }
      }
    }
    findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::place));
    return findings;
  }

  private Finding finding(ContractCall call, String module) {
    String where = sources.place(call.caller());
    String calls =
        "%s calls %s inside the transaction of %s"
            .formatted(call.caller().member(), call.method(), call.transaction());
    return switch (call.kind()) {
      case SHARED ->
          new Finding(
              Severity.BLOCKS,
              calls
                  + (call.from().equals(module)
                      ? ": from another process than %s the call is refused".formatted(call.to())
                      : ": it joins that transaction"),
              where,
              "a saga; or leave both modules in one process");
      case COMMAND ->
          new Finding(
              Severity.BLOCKS,
              calls + ": a command is refused there",
              where,
              "commit first, then call; or a saga");
      case READ ->
          new Finding(
              Severity.COSTS,
              calls + ": the transaction stays open, with its locks, while the answer travels",
              where,
              "read before the transaction begins");
    };
  }

  /** Reads that suspended a transaction which the code alone does not show. */
  static List<Finding> recorded(List<CallRow> calls) {
    return calls.stream()
        .filter(call -> call.transaction().isEmpty())
        .filter(call -> call.measured() != null && call.measured().suspended() > 0)
        .map(
            call ->
                new Finding(
                    Severity.COSTS,
                    "%s calls %s inside a transaction, %d times while it was recorded"
                            .formatted(call.caller(), call.method(), call.measured().suspended())
                        + ": the transaction stays open, with its locks, while the answer travels",
                    call.place(),
                    "read before the transaction begins"))
        .toList();
  }

  /** Whether nothing but events connects the module with others. */
  boolean isEventsOnly(ModuleFacts module) {
    return code.modules().stream()
        .flatMap(other -> other.calls().stream())
        .noneMatch(
            call -> call.from().equals(module.module()) || call.to().equals(module.module()));
  }

  /** The modules whose transactions a module's methods join. */
  List<String> joinedFrom(ModuleFacts module) {
    return code.modules().stream()
        .flatMap(other -> other.calls().stream())
        .filter(call -> call.kind() == Kind.SHARED && call.to().equals(module.module()))
        .map(ContractCall::from)
        .distinct()
        .toList();
  }
}
