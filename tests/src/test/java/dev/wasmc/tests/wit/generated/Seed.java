package dev.wasmc.tests.wit.generated;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * The numbers that a case is made of.
 *
 * @param layout of the text; 0 is the plainest
 * @param packages each needs those before it
 */
record Seed(int layout, List<OfPackage> packages) {
  private static final int MAX_NUMBER = 9999;
  private static final int HEAD = 8;
  private static final int MEMBER = 36;
  private static final int MEMBERS = 7;
  private static final int ITEMS = 6;
  private static final int PACKAGES = 3;

  record OfPackage(List<Integer> head, List<OfItem> items) {}

  /** An interface or a world. */
  record OfItem(List<Integer> head, List<List<Integer>> members) {}

  static Arbitrary<Seed> any() {
    Arbitrary<Integer> number = Arbitraries.integers().between(0, MAX_NUMBER);
    Arbitrary<List<Integer>> head = number.list().ofMaxSize(HEAD);
    Arbitrary<OfItem> item =
        Combinators.combine(head, number.list().ofMaxSize(MEMBER).list().ofMaxSize(MEMBERS))
            .as(OfItem::new);
    Arbitrary<OfPackage> each =
        Combinators.combine(head, item.list().ofMaxSize(ITEMS)).as(OfPackage::new);
    return Combinators.combine(number, each.list().ofMinSize(1).ofMaxSize(PACKAGES))
        .as(Seed::new)
        .withoutEdgeCases();
  }
}
