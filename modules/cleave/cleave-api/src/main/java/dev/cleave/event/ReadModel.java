package dev.cleave.event;

/** What the bean of a {@link Rebuildable} read model can do besides listening. */
public interface ReadModel {
  /**
   * Deletes some rows of a generation that nobody reads any more. Called in a transaction of its
   * own, again and again until nothing is left.
   *
   * @param generation to delete
   * @param limit how many rows to delete at most
   * @return how many were deleted; 0 if none is left
   */
  int drop(int generation, int limit);
}
