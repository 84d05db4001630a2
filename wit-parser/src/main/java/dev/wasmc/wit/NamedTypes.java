package dev.wasmc.wit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types that the definition of a type names. */
final class NamedTypes {
  private NamedTypes() {}

  /** In the order of the text; the functions of a resource are not part of its definition. */
  static List<Syntax.Id> in(Syntax.TypeBody body) {
    List<Syntax.Id> names = new ArrayList<>();
    collect(body, names);
    return names;
  }

  private static void collect(Syntax.TypeBody body, List<Syntax.Id> into) {
    switch (body) {
      case Syntax.RecordBody(var fields, _) -> fields.forEach(field -> collect(field.type(), into));
      case Syntax.VariantBody(var cases, _) -> cases.forEach(c -> collect(c.type(), into));
      case Syntax.AliasBody(var type, _) -> collect(type, into);
      case Syntax.EnumBody _, Syntax.FlagsBody _, Syntax.ResourceBody _ -> {}
    }
  }

  private static void collect(Syntax.@Nullable TypeExpr type, List<Syntax.Id> into) {
    switch (type) {
      case null -> {}
      case Syntax.PrimitiveExpr _ -> {}
      case Syntax.NamedExpr(var name, _) -> into.add(name);
      case Syntax.OwnExpr(var name, _) -> into.add(name);
      case Syntax.BorrowExpr(var name, _) -> into.add(name);
      case Syntax.ListExpr(var element, _) -> collect(element, into);
      case Syntax.FixedListExpr(var element, _, _) -> collect(element, into);
      case Syntax.OptionExpr(var element, _) -> collect(element, into);
      case Syntax.FutureExpr(var element, _) -> collect(element, into);
      case Syntax.StreamExpr(var element, _) -> collect(element, into);
      case Syntax.MapExpr(var key, var value, _) -> {
        collect(key, into);
        collect(value, into);
      }
      case Syntax.ResultExpr(var ok, var err, _) -> {
        collect(ok, into);
        collect(err, into);
      }
      case Syntax.TupleExpr(var types, _) -> types.forEach(t -> collect(t, into));
    }
  }
}
