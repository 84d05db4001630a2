package dev.wasmc.wit;

import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function.
 *
 * @param name as a component has it, such as {@code [method]descriptor.read}
 * @param params a method's first one is {@code self}
 * @param docs the text of the comments in front of it; null for none
 */
public record Function(
    String name,
    FunctionKind kind,
    List<Param> params,
    @Nullable Type result,
    @Nullable String docs,
    Stability stability,
    @Nullable String externalId,
    Place place) {
  /**
   * A parameter.
   *
   * @param name a label; {@code self} for the first one of a method
   */
  public record Param(String name, Type type, Place place) {}

  public Function {
    params = List.copyOf(params);
  }

  /**
   * The name without what it says about a resource: {@code read} for {@code
   * [method]descriptor.read}.
   */
  public String itemName() {
    return switch (kind) {
      case FunctionKind.Freestanding _ -> name;
      case FunctionKind.Constructor _ -> name.substring(name.indexOf(']') + 1);
      case FunctionKind.Method _, FunctionKind.Static _ -> name.substring(name.indexOf('.') + 1);
    };
  }

  /** The types of the parameters and the result, in order. */
  public List<Type> types() {
    List<Type> types = new ArrayList<>();
    params.forEach(param -> types.add(param.type()));
    if (result != null) {
      types.add(result);
    }
    return types;
  }

  /** The same with each type replaced, the resource that it belongs to first. */
  public Function mapTypes(UnaryOperator<Type> map, UnaryOperator<TypeId> mapResource) {
    FunctionKind mappedKind =
        switch (kind) {
          case FunctionKind.Freestanding same -> same;
          case FunctionKind.Method(var resource, var async) ->
              new FunctionKind.Method(mapResource.apply(resource), async);
          case FunctionKind.Static(var resource, var async) ->
              new FunctionKind.Static(mapResource.apply(resource), async);
          case FunctionKind.Constructor(var resource) ->
              new FunctionKind.Constructor(mapResource.apply(resource));
        };
    List<Param> mapped = new ArrayList<>(params.size());
    for (Param param : params) {
      mapped.add(new Param(param.name, map.apply(param.type), param.place));
    }
    return new Function(
        name,
        mappedKind,
        mapped,
        result == null ? null : map.apply(result),
        docs,
        stability,
        externalId,
        place);
  }

  /** The same function behind another gate. */
  public Function withStability(Stability changed) {
    return new Function(name, kind, params, result, docs, changed, externalId, place);
  }

  /**
   * The same function by another name.
   *
   * @param changed as a component has it, see {@link #name}
   */
  public Function withName(String changed) {
    return new Function(changed, kind, params, result, docs, stability, externalId, place);
  }
}
