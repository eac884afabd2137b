package dev.cleave.verify;

import dev.cleave.verify.ContractDocument.Operation;
import dev.cleave.verify.ContractDocument.Refusal;
import dev.cleave.verify.ContractDocument.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which types travel with requests, with answers and with events: what may be added to a type
 * depends on who reads it.
 */
record TypeUses(Set<String> inRequests, Set<String> inAnswers, Set<String> inEvents) {
  private static final Pattern NAME = Pattern.compile("[\\w.$]+");

  static TypeUses of(ContractDocument document) {
    List<Operation> operations =
        document.contracts().values().stream()
            .flatMap(contract -> contract.methods().values().stream())
            .toList();
    Stream<String> requested =
        operations.stream()
            .flatMap(operation -> operation.parameters().values().stream())
            .map(ContractDocument.Value::type);
    Stream<String> answered =
        Stream.concat(
            operations.stream().map(Operation::result),
            document.problems().values().stream()
                .map(Refusal::fields)
                .flatMap(fields -> fields.values().stream()));
    Stream<String> told =
        document.events().values().stream().flatMap(fact -> fact.components().values().stream());
    return new TypeUses(
        reach(requested, document), reach(answered, document), reach(told, document));
  }

  private static Set<String> reach(Stream<String> start, ContractDocument document) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(start.toList());
    while (!open.isEmpty()) {
      for (String name : NAME.matcher(open.remove()).results().map(MatchResult::group).toList()) {
        Shape shape = document.types().get(name);
        if (shape != null && reached.add(name)) {
          shape.components().values().forEach(component -> open.add(component.type()));
          open.addAll(shape.variants().values());
        }
      }
    }
    return reached;
  }
}
