package dev.wasmc.wit;

import org.antlr.v4.runtime.IntStream;

/** A place, for ANTLR, in something that can be read again from anywhere at any time. */
abstract class Cursor implements IntStream {
  private int position;

  /**
   * @param k as {@link #LA} takes it: 1 for what is read next, -1 for what was read last
   * @return the index of it, which may be beside what there is
   */
  final int indexAt(int k) {
    return k > 0 ? position + k - 1 : position + k;
  }

  @Override
  public void consume() {
    position++;
  }

  @Override
  public final int mark() {
    return 0;
  }

  @Override
  public final void release(int marker) {
    // What was marked is still there.
  }

  @Override
  public final int index() {
    return position;
  }

  @Override
  public final void seek(int index) {
    position = index;
  }
}
