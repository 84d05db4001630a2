package dev.wasmc.component.validate;

import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueEntity;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import java.util.List;
import java.util.Set;

/**
 * The "external visibility" of types: records, variants, enumerations, flags and resources have to
 * be imported or exported under a name before an import or export refers to them. Names are those
 * of objects; the set holds type objects and, for resource types, the {@link TypeEntity} objects.
 */
final class NamedTypes {
  private NamedTypes() {}

  /** Adds what an import or export of a type names, as far as that has to have a name. */
  static void add(TypeEntity entity, Set<Object> names) {
    if (entity.type() instanceof ResourceType) {
      names.add(entity);
    } else if (needsName(entity.type())) {
      names.add(entity.type());
    }
  }

  private static boolean needsName(AnyType type) {
    return type instanceof RecordType
        || type instanceof VariantType
        || type instanceof EnumType
        || type instanceof FlagsType;
  }

  /** Whether a value type may appear in an import or export. */
  static boolean isNamed(ValueType type, Set<Object> names) {
    return needsName(type) ? names.contains(type) : partsNamed(type, names);
  }

  /** Whether a type may be imported or exported itself: whether its parts may appear. */
  static boolean partsNamed(AnyType type, Set<Object> names) {
    return switch (type) {
      case OwnType own -> own.named() != null && names.contains(own.named());
      case BorrowType borrow -> borrow.named() != null && names.contains(borrow.named());
      case ValueType value -> allNamed(Types.parts(value), names);
      case FunctionType function -> allNamed(Types.parts(function), names);
      case InstanceType instance ->
          instance.exports().values().stream().allMatch(each -> partsNamed(each, names));
      case ComponentType component -> true;
      case ResourceType resource -> true;
    };
  }

  private static boolean allNamed(List<ValueType> types, Set<Object> names) {
    for (ValueType type : types) {
      if (!isNamed(type, names)) {
        return false;
      }
    }
    return true;
  }

  private static boolean partsNamed(EntityType type, Set<Object> names) {
    return switch (type) {
      case TypeEntity(AnyType referenced, _) -> partsNamed(referenced, names);
      case FunctionType function -> partsNamed((AnyType) function, names);
      case InstanceType instance -> partsNamed((AnyType) instance, names);
      case ValueEntity(ValueType value) -> partsNamed(value, names);
      case ModuleType module -> true;
      case ComponentType component -> true;
    };
  }
}
