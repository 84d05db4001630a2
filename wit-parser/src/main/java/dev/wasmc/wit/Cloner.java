package dev.wasmc.wit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntConsumer;

/** Copies what a world defines itself into a world that includes it. */
final class Cloner {
  private final ResolveBuilder resolve;
  private final TypeOwner from;
  private final TypeOwner into;
  private final PackageId packageId;
  private final Map<TypeId, TypeId> copies;
  private final boolean keepsVersions;
  private final IntConsumer onCopy;

  /**
   * @param from the owner of types that get copies
   * @param into the owner of the copies
   * @param packageId the package of copied interfaces
   * @param copies what has been copied
   * @param keepsVersions whether the copies stay in their package, whose versions gates name
   * @param onCopy is told how many parts each type and function has that is copied
   */
  Cloner(
      ResolveBuilder resolve,
      TypeOwner from,
      TypeOwner into,
      PackageId packageId,
      Map<TypeId, TypeId> copies,
      boolean keepsVersions,
      IntConsumer onCopy) {
    this.resolve = resolve;
    this.from = from;
    this.into = into;
    this.packageId = packageId;
    this.copies = copies;
    this.keepsVersions = keepsVersions;
    this.onCopy = onCopy;
  }

  /** The versions that another package's gates name mean nothing in this one. */
  Stability gates(Stability original) {
    return !keepsVersions && original instanceof Stability.Since ? Stability.UNGATED : original;
  }

  WorldItem copy(WorldItem item, String newName) {
    return switch (item) {
      case WorldItem.TypeItem(var id, var place) -> {
        TypeId copied = copy(id);
        resolve.set(copied, resolve.get(copied).withName(newName));
        yield new WorldItem.TypeItem(copied, place);
      }
      case WorldItem.FunctionItem(var function) ->
          new WorldItem.FunctionItem(copy(function).withName(newName));
      case WorldItem.InterfaceItem(var id, var docs, var stability, var externalId, var place) ->
          new WorldItem.InterfaceItem(
              resolve.get(id).name() == null ? copy(id) : id,
              docs,
              gates(stability),
              externalId,
              place);
    };
  }

  private Function copy(Function function) {
    onCopy.accept(1 + function.params().size());
    return function.mapTypes(this::copy, this::copy).withStability(gates(function.stability()));
  }

  private InterfaceId copy(InterfaceId id) {
    Interface original = resolve.get(id);
    Cloner inner =
        new Cloner(
            resolve,
            new TypeOwner.OfInterface(id),
            new TypeOwner.OfInterface(resolve.nextInterface()),
            packageId,
            copies,
            keepsVersions,
            onCopy);
    SequencedMap<String, TypeId> types = new LinkedHashMap<>();
    original.types().forEach((name, type) -> types.put(name, inner.copy(type)));
    SequencedMap<String, Function> functions = new LinkedHashMap<>();
    original.functions().forEach((name, function) -> functions.put(name, inner.copy(function)));
    return resolve.add(
        new Interface(
            original.name(),
            packageId,
            types,
            functions,
            original.docs(),
            gates(original.stability()),
            id,
            original.place()));
  }

  private Type copy(Type type) {
    return type instanceof TypeId id ? copy(id) : type;
  }

  private TypeId copy(TypeId id) {
    TypeId known = copies.get(id);
    if (known != null) {
      return known;
    }
    TypeDef original = resolve.get(id);
    boolean isAnonymous = original.owner() instanceof TypeOwner.Nobody;
    if (!isAnonymous && !original.owner().equals(from)) {
      // A type of another interface stays where it is.
      return id;
    }
    onCopy.accept(1 + original.kind().size());
    TypeDef copy =
        original
            .withKind(original.kind().mapTypes(this::copy))
            .withStability(gates(original.stability()));
    TypeId added = resolve.add(isAnonymous ? copy : copy.withOwner(into));
    copies.put(id, added);
    return added;
  }
}
