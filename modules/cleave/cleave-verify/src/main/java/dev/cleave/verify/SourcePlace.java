package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.SourceCodeLocation;

/**
 * A place in source code.
 *
 * @param type the outermost class there, by its full name
 * @param member {@code Class.method}, for the reader
 * @param file name of the source file
 * @param line in it, 0 where the class file has none
 */
public record SourcePlace(String type, String member, String file, int line) {
  static SourcePlace of(JavaAccess<?> access) {
    return of(access.getOrigin(), access.getSourceCodeLocation());
  }

  static SourcePlace of(JavaMember member) {
    return of(member, member.getSourceCodeLocation());
  }

  private static SourcePlace of(JavaMember member, SourceCodeLocation location) {
    String type = member.getOwner().getName().replaceFirst("\\$.*", "");
    return new SourcePlace(
        type,
        member.getOwner().getSimpleName() + "." + member.getName(),
        location.getSourceFileName(),
        location.getLineNumber());
  }
}
