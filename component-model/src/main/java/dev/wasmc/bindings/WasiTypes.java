package dev.wasmc.bindings;

import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.SameShape;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.Resolve;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The types of WASI 0.2 as this project knows them, to compare a guest's imports with. For any
 * thread.
 */
public final class WasiTypes {
  private static final Map<String, InstanceType> INTERFACES = read();

  private WasiTypes() {}

  private static Map<String, InstanceType> read() {
    Resolve resolve = WasiWit.resolve();
    WitToTypes types = new WitToTypes(resolve);
    Map<String, InstanceType> interfaces = new HashMap<>();
    for (int i = 0; i < resolve.interfaces().size(); i++) {
      InterfaceId id = new InterfaceId(i);
      resolve.fullName(id).ifPresent(name -> interfaces.put(unversioned(name), types.instance(id)));
    }
    return Map.copyOf(interfaces);
  }

  /** Reads them now, which the first use does else. */
  public static void load() {
    if (INTERFACES.isEmpty()) {
      throw new IllegalStateException("WASI has no interfaces");
    }
  }

  private static String unversioned(String name) {
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  /**
   * The first function that a guest has with another type than WASI.
   *
   * @param name of the interface, with or without a version
   * @return empty where all functions agree, and where WASI has no such interface
   */
  public static Optional<String> difference(String name, InstanceType guest) {
    InstanceType known = INTERFACES.get(unversioned(name));
    if (known == null) {
      return Optional.empty();
    }
    return guest.exports().entrySet().stream()
        .filter(export ->
            export.getValue() instanceof FunctionType type && differs(known, export.getKey(), type))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * The first function or resource type of a guest's interface that contradicts WASI's: a function
   * of another type, a resource type of its own that WASI's interface takes from elsewhere.
   * Functions that WASI as we know it does not have may be of a later version, and contradict
   * nothing.
   *
   * @param name of the interface, with or without a version
   */
  public static Optional<String> contradiction(String name, InstanceType guest) {
    InstanceType known = INTERFACES.get(unversioned(name));
    if (known == null) {
      return Optional.empty();
    }
    return guest.exports().entrySet().stream()
        .filter(export -> contradicts(known, guest, export.getKey(), export.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean contradicts(
      InstanceType known, InstanceType guest, String name, EntityType type) {
    return switch (type) {
      case FunctionType function ->
          known.exports().containsKey(name) && differs(known, name, function);
      case TypeEntity(ResourceType resource, var _) ->
          known.exports().get(name) instanceof TypeEntity(var here, var _)
              && guest.fresh().contains(resource)
              && known.exports().values().stream()
                  .noneMatch(each ->
                      each instanceof TypeEntity entity
                          && entity.type() == here
                          && entity.origin() == null);
      default -> false;
    };
  }

  /** Whether WASI has a function of this type. */
  public static boolean has(String name, String function, FunctionType type) {
    InstanceType known = INTERFACES.get(unversioned(name));
    return known != null && !differs(known, function, type);
  }

  private static boolean differs(InstanceType known, String function, FunctionType type) {
    EntityType expected = known.exports().get(function);
    return !(expected instanceof FunctionType other && SameShape.same(type, other));
  }
}
