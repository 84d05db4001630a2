package dev.wasmc.component.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What comes of giving a component its imports. */
public sealed interface Instantiation {
  /**
   * It fits.
   *
   * @param type in terms of the arguments' resource types and of the fresh ones
   * @param fresh the resource types that this instance makes, in the order of {@link
   *     ComponentType#fresh()}
   */
  record Done(InstanceType type, List<ResourceType> fresh) implements Instantiation {
    public Done {
      fresh = List.copyOf(fresh);
    }
  }

  /** It does not fit. */
  record Refused(Mismatch mismatch) implements Instantiation {}

  /**
   * Checks arguments against the imports of a component and works out the type of the instance.
   * Types that the component imports become the very objects that the arguments have, and every
   * call makes new objects of the fresh resource types.
   *
   * @param args by the names of the imports; there may be more
   */
  static Instantiation of(ComponentType component, Map<String, EntityType> args) {
    Subtyping subtyping = new Subtyping();
    Mismatch mismatch = subtyping.supplies(args, component.imports(), component.imported());
    if (mismatch != null) {
      return new Refused(mismatch);
    }
    Substitution substitution = new Substitution();
    for (ResourceType imported : component.imported()) {
      substitution.replace(imported, subtyping.resolve(imported));
    }
    List<ResourceType> fresh = new ArrayList<>();
    for (ResourceType type : component.fresh()) {
      ResourceType made = new ResourceType(type.name());
      fresh.add(made);
      substitution.replace(type, made);
    }
    component.imports().forEach((name, type) -> rename(type, args.get(name), substitution));
    return new Done(new InstanceType(substitution.applyAll(component.exports()), List.of()), fresh);
  }

  /**
   * New resource types in place of those that an instance type introduces, as each import or export
   * of an instance of it has.
   */
  static Done opened(InstanceType declared) {
    if (declared.fresh().isEmpty()) {
      return new Done(declared, List.of());
    }
    Substitution substitution = new Substitution();
    List<ResourceType> fresh = new ArrayList<>();
    for (ResourceType type : declared.fresh()) {
      ResourceType made = new ResourceType(type.name());
      fresh.add(made);
      substitution.replace(type, made);
    }
    SequencedMap<String, EntityType> exports = substitution.applyAll(declared.exports());
    return new Done(new InstanceType(exports, List.of()), fresh);
  }

  private static void rename(
      EntityType expected, @Nullable EntityType found, Substitution substitution) {
    if (expected instanceof TypeEntity wanted && found instanceof TypeEntity given) {
      substitution.replace(wanted, given);
      if (!(wanted.type() instanceof ResourceType)) {
        substitution.replace(wanted.type(), given.type());
      }
    } else if (expected instanceof InstanceType wanted && found instanceof InstanceType given) {
      wanted
          .exports()
          .forEach((name, type) -> rename(type, given.exports().get(name), substitution));
    }
  }
}
