package dev.wasmc.virtualize;

import dev.wasmc.capability.BridgeRecord;
import dev.wasmc.capability.Denial;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.component.values.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a function of the bridge's text for each function that the decisions give it to answer.
 */
final class BridgeFunctions {
  /**
   * A function that the bridge exports.
   *
   * @param core the name that the module with the code exports it by
   */
  record Exported(FunctionType type, String core) {}

  /** A real function. */
  record Real(ImportGroup group, String name, FunctionType type) {}

  private final GuestImports imports;
  private final List<InterfaceDecision.Bridge> bridged;
  private final BridgeResources resources;
  private final BridgeText text;
  private final ConstantText constants;
  private final SequencedMap<ImportGroup, SequencedMap<String, Exported>> exported =
      new LinkedHashMap<>();
  private final SequencedMap<String, Exported> alone = new LinkedHashMap<>();
  private final Map<String, Real> real = new LinkedHashMap<>();
  private final List<BridgeRecord.Denied> denied = new ArrayList<>();

  BridgeFunctions(
      GuestImports imports,
      Decisions decisions,
      BridgeResources resources,
      BridgeText text,
      BridgeData data) {
    this.imports = imports;
    this.bridged = decisions.bridged();
    this.resources = resources;
    this.text = text;
    this.constants = new ConstantText(text, data);
    bridged.forEach(this::functions);
    decisions.functions().forEach(this::function);
    essentials();
    resources.own().forEach(this::destructor);
  }

  /** By interface and name. */
  SequencedMap<ImportGroup, SequencedMap<String, Exported>> exported() {
    return exported;
  }

  /** Those that are imported by themselves, by name. */
  SequencedMap<String, Exported> alone() {
    return alone;
  }

  /** By the key that the text has for each. */
  Map<String, Real> real() {
    return real;
  }

  List<BridgeRecord.Denied> denied() {
    return denied;
  }

  private void functions(InterfaceDecision.Bridge bridge) {
    ImportGroup group = bridge.group();
    SequencedMap<String, Exported> functions = new LinkedHashMap<>();
    bridge
        .functions()
        .forEach((name, answer) -> {
          if (group.type().exports().get(name) instanceof FunctionType type) {
            String symbol = symbol(Optional.of(group), name, type, answer);
            functions.put(name, new Exported(type, text.export(place(group, name), symbol, type)));
          }
        });
    exported.put(group, functions);
  }

  private void function(String name, FunctionAnswer answer) {
    FunctionType type = imports.functions().get(name);
    if (type != null) {
      String symbol = symbol(Optional.empty(), name, type, answer);
      alone.put(name, new Exported(type, text.export(BridgeText.plain(name), symbol, type)));
    }
  }

  private String symbol(
      Optional<ImportGroup> group, String name, FunctionType type, FunctionAnswer answer) {
    return switch (answer) {
      case FunctionAnswer.Constant(var value, String _) -> constant(group, name, type, value);
      case FunctionAnswer.Denied(Denial denial) -> denied(group, name, type, denial);
      case FunctionAnswer.Real.REAL -> "$real:" + real(group.orElseThrow(), name, type);
      case FunctionAnswer.Library(String key, boolean alsoReal, String _) ->
          library(group.orElseThrow(), name, type, key, alsoReal);
    };
  }

  private String library(
      ImportGroup group, String name, FunctionType type, String key, boolean alsoReal) {
    boolean decides = hasHandle(type);
    if (alsoReal) {
      real(group, name, type);
      if (decides) {
        text.dispatch(key, type);
        return "$" + key;
      }
      return "$virtual:" + key;
    }
    if (decides) {
      text.alone(key, type);
    } else {
      noReal(key, type);
    }
    return "$virtual:" + key;
  }

  private boolean hasHandle(FunctionType type) {
    return type.params().stream()
        .anyMatch(param ->
            param.type() instanceof BorrowType borrow
                && resources.own(borrow.resource()).isPresent());
  }

  /** The key of a real function, whose wrapper is there from now on. */
  private String real(ImportGroup group, String name, FunctionType type) {
    String key = BridgeText.key(group, name, type);
    if (real.putIfAbsent(key, new Real(group, name, type)) == null) {
      text.real(key, type);
    }
    return key;
  }

  private void noReal(String key, FunctionType type) {
    if (key.equals("preopens.get-directories")) {
      text.function(
          "$real:" + key,
          type,
          "(i64.store (i32.const ${result}) (i64.const 0))\n  (i32.const ${result})");
    } else {
      text.noReal(key, type);
    }
  }

  private String denied(
      Optional<ImportGroup> group, String name, FunctionType type, Denial denial) {
    boolean aboutErrors =
        group
            .flatMap(ImportGroup::wasi)
            .filter(wasi -> Decisions.isAboutErrors(wasi, name))
            .isPresent();
    if (group.isEmpty()) {
      denied.add(new BridgeRecord.Denied(null, name, denial.label()));
    } else if (!aboutErrors) {
      group
          .get()
          .names()
          .forEach(imported -> denied.add(new BridgeRecord.Denied(imported, name, denial.label())));
    }
    return switch (denial) {
      case Denial.Empty(Value value) -> constant(group, name, type, value);
      case Denial.Error(Value value) -> constant(group, name, type, value);
      case Denial.Inert.INERT -> {
        String symbol = "$inert:" + place(group, name);
        String resource = ownResource(type).orElseThrow();
        text.ignoring(symbol, type, "(call $new:" + resource + " (i32.const 0))");
        yield symbol;
      }
      case Denial.EndOfFile.END_OF_FILE -> "$virtual:stdin.get-stdin";
      case Denial.Trap.TRAP -> {
        String symbol = "$denied:" + place(group, name);
        text.function(symbol, type, "(unreachable)");
        yield symbol;
      }
    };
  }

  /** The resource of the bridge's own that a function makes. */
  private Optional<String> ownResource(FunctionType type) {
    return type.result() instanceof OwnType(ResourceType resource, var _)
        ? resources.own(resource).map(BridgeResources.Named::name)
        : Optional.empty();
  }

  private static String place(Optional<ImportGroup> group, String name) {
    return group.map(each -> place(each, name)).orElseGet(() -> BridgeText.plain(name));
  }

  private static String place(ImportGroup group, String name) {
    return BridgeText.plain(group.name()) + "#" + BridgeText.plain(name);
  }

  private String constant(
      Optional<ImportGroup> group, String name, FunctionType type, @Nullable Value value) {
    String symbol = "$answer:" + place(group, name);
    text.ignoring(symbol, type, constants.of(type, value));
    return symbol;
  }

  /** Functions that the library asks for though the guest does not import them. */
  private void essentials() {
    for (InterfaceDecision.Bridge bridge : bridged) {
      ImportGroup group = bridge.group();
      if (group.is(WasiInterface.IO_POLL)) {
        essential(bridge, "pollable", "[method]pollable.ready", List.of(), PrimitiveType.BOOL);
      } else if (group.is(WasiInterface.IO_STREAMS)
          && group.type().exports().get("stream-error")
              instanceof TypeEntity(VariantType error, var _)) {
        ValueType bytes = new ListType(PrimitiveType.U8);
        essential(
            bridge,
            "input-stream",
            "[method]input-stream.read",
            List.of(new Field("len", PrimitiveType.U64)),
            new ResultType(bytes, error));
        essential(
            bridge,
            "output-stream",
            "[method]output-stream.check-write",
            List.of(),
            new ResultType(PrimitiveType.U64, error));
        essential(
            bridge,
            "output-stream",
            "[method]output-stream.write",
            List.of(new Field("contents", bytes)),
            new ResultType(null, error));
      }
    }
  }

  private void essential(
      InterfaceDecision.Bridge bridge,
      String resource,
      String name,
      List<Field> more,
      ValueType result) {
    ImportGroup group = bridge.group();
    if (!(group.type().exports().get(resource) instanceof TypeEntity(ResourceType self, var _))) {
      return;
    }
    List<Field> params = new ArrayList<>();
    params.add(new Field("self", new BorrowType(self)));
    params.addAll(more);
    FunctionType type =
        group.type().exports().get(name) instanceof FunctionType known
            ? known
            : new FunctionType(false, params, result);
    String key = BridgeText.key(group, name, type);
    if (text.has("$" + key)) {
      return;
    }
    if (bridge.real()) {
      real(group, name, type);
      text.dispatch(key, type);
    } else {
      text.alone(key, type);
    }
  }

  private void destructor(BridgeResources.Named resource) {
    boolean slots =
        bridged.stream()
            .map(InterfaceDecision.Bridge::group)
            .filter(each -> each.type().fresh().contains(resource.type()))
            .anyMatch(group -> BridgeText.needsSlots(group, resource.name()));
    text.destructor(resource.name(), resource.origin() == BridgeResources.Origin.WRAPPED, slots);
  }
}
