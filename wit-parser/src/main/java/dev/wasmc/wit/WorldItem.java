package dev.wasmc.wit;

import dev.wasmc.source.Place;
import org.jspecify.annotations.Nullable;

/** What a world imports or exports. */
public sealed interface WorldItem {
  /** Where it is written; nowhere for what was read from a binary. */
  Place place();

  /** Where it is written; the place of a type or a function is its own. */
  record InterfaceItem(
      InterfaceId id,
      @Nullable String docs,
      Stability stability,
      @Nullable String externalId,
      Place place)
      implements WorldItem {}

  record FunctionItem(Function function) implements WorldItem {
    @Override
    public Place place() {
      return function.place();
    }
  }

  record TypeItem(TypeId id, Place place) implements WorldItem {}
}
