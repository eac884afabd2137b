package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;

/** What {@code @Transactional} on a method, or else on its class, says. */
final class Transactions {
  private Transactions() {}

  static Optional<TxType> of(JavaCodeUnit codeUnit) {
    return codeUnit
        .tryGetAnnotationOfType(Transactional.class)
        .or(() -> isIntercepted(codeUnit) ? onClass(codeUnit.getOwner()) : Optional.empty())
        .map(Transactional::value);
  }

  private static boolean isIntercepted(JavaCodeUnit codeUnit) {
    return codeUnit.isMethod()
        && !codeUnit.getModifiers().contains(JavaModifier.PRIVATE)
        && !codeUnit.getModifiers().contains(JavaModifier.STATIC);
  }

  /** The annotation is {@code @Inherited}. */
  private static Optional<Transactional> onClass(JavaClass type) {
    return type.tryGetAnnotationOfType(Transactional.class)
        .or(() -> type.getRawSuperclass().flatMap(Transactions::onClass));
  }

  /** Whether the method's body runs in a transaction because of its own annotation. */
  static boolean begins(JavaCodeUnit codeUnit) {
    return of(codeUnit).filter(type -> !suspends(type)).isPresent();
  }

  /** Whether a transaction is there in the method's body, whoever calls it through its bean. */
  static boolean opens(JavaCodeUnit codeUnit) {
    return of(codeUnit)
        .filter(type -> type == TxType.REQUIRED || type == TxType.REQUIRES_NEW)
        .isPresent();
  }

  /** Whether a call of the method through its bean leaves the caller's transaction. */
  static boolean suspends(JavaCodeUnit codeUnit) {
    return of(codeUnit).filter(Transactions::suspends).isPresent();
  }

  private static boolean suspends(TxType type) {
    return type == TxType.NOT_SUPPORTED || type == TxType.NEVER;
  }

  /**
   * Whether what a transactional method calls runs in that transaction. Methods with a transaction
   * of their own are followed for themselves. A call within a bean meets no interceptor, so that
   * suspending changes nothing there.
   */
  static boolean isSame(JavaCodeUnit caller, JavaCodeUnit callee) {
    return !begins(callee) && (caller.getOwner().equals(callee.getOwner()) || !suspends(callee));
  }
}
