package dev.wasmc.virtualize;

import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.Flattening;
import dev.wasmc.abi.Layouts;
import dev.wasmc.abi.PointerType;
import dev.wasmc.abi.Shape;
import dev.wasmc.bindings.WasiTypes;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.Reachable;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.ValType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the two core modules of a bridge as text: one with the memory, one with the code. Fields
 * of the text library and fields made for the guest's own types meet here by their names:
 *
 * <ul>
 *   <li>{@code $virtual:KEY} answers out of the bridge, {@code $real:KEY} with the real function,
 *       {@code $KEY} asks the one or the other
 *   <li>{@code $raw:KEY} is the real function as imported
 *   <li>{@code $new:R}, {@code $rep:R}, {@code $drop:R} are the built-ins of the bridge's resource
 *       R
 *   <li>{@code $denied:INTERFACE#FUNCTION} traps
 * </ul>
 */
final class BridgeText {
  private static final int PAGE = 65536;

  /** 1 GiB. */
  private static final int MAX_PAGES = 16384;

  private final Layouts layouts = new Layouts(PointerType.I32);
  private final Flattening flattening = new Flattening(PointerType.I32);
  private final CoreSignatures signatures = new CoreSignatures(flattening);
  private final TextLibrary code =
      TextLibrary.of("imports.wat", "clocks.wat", "random.wat", "io.wat", "files.wat");
  private final TextLibrary memory = TextLibrary.of("memory.wat");
  private final Map<String, String> exports = new LinkedHashMap<>();
  private final Set<String> memoryRoots = new LinkedHashSet<>();
  private final BridgeResources resources;
  private final BridgeData data;

  BridgeText(BridgeResources resources, BridgeData data) {
    this.resources = resources;
    this.data = data;
    code.add(
        """
        (func $real_rep (param $handle i32) (result i32)
          (i32.or (i32.shl (local.get $handle) (i32.const 1)) (i32.const 1)))
        """);
    code.add(
        """
        (func $real_handle (param $rep i32) (result i32)
          (if (i32.eqz (i32.and (local.get $rep) (i32.const 1)))
            (then (unreachable)))
          (i32.shr_u (local.get $rep) (i32.const 1)))
        """);
    resources.all().forEach(each -> drop(each.name()));
    resources.own().forEach(each -> own(each.name()));
  }

  private void drop(String name) {
    code.add("(import \"drop\" \"" + name + "\" (func $drop:" + name + " (param i32)))");
  }

  private void own(String name) {
    code.add("(import \"new\" \"" + name + "\" (func $new:" + name + " (param i32) (result i32)))");
    code.add("(import \"rep\" \"" + name + "\" (func $rep:" + name + " (param i32) (result i32)))");
    code.add(
        """
        (func $give:NAME (param $handle i32) (result i32)
          (local $real i32)
          (local.set $real (call $real_handle (call $rep:NAME (local.get $handle))))
          (global.set $moved (i32.const 1))
          (call $drop:NAME (local.get $handle))
          (global.set $moved (i32.const 0))
          (local.get $real))
        """
            .replace("NAME", name));
  }

  /**
   * Adds the destructor of a resource.
   *
   * @param slots whether a representation of ours is a slot to give back
   */
  void destructor(String name, boolean real, boolean slots) {
    StringBuilder body =
        new StringBuilder(
            "(func $dtor:" + name + " (export \"dtor:" + name + "\") (param $rep i32)\n");
    if (real) {
      memory.add("(import \"real\" \"" + name + "\" (func $drop_real:" + name + " (param i32)))");
      body.append(
          """
            (if (global.get $moved) (then (return)))
            (if (i32.and (local.get $rep) (i32.const 1))
              (then (return (call $drop_real:NAME (i32.shr_u (local.get $rep) (i32.const 1))))))
          """
              .replace("NAME", name));
    }
    if (slots) {
      body.append("  (call $give_slot (local.get $rep))\n");
    }
    memory.add(body.append(")").toString());
    memoryRoots.add("$dtor:" + name);
  }

  /** Exports a field as a function of the bridge; gives the name back. */
  String export(String name, String symbol, FunctionType type) {
    exports.put(name, symbol);
    if (needsMemory(type)) {
      memoryRoots.add("$" + release(type));
    }
    return name;
  }

  /** Whether lifting or lowering the function needs a memory. */
  boolean needsMemory(FunctionType type) {
    return signatures.paramsSpill(type)
        || signatures.resultSpills(type)
        || Types.parts(type).stream().anyMatch(BridgeText::isDynamic);
  }

  private static boolean isDynamic(ValueType type) {
    return switch (Shape.of(type)) {
      case Shape.Scalar(PrimitiveType primitive) -> primitive == PrimitiveType.STRING;
      case Shape.Elements _ -> true;
      default -> Types.parts(type).stream().anyMatch(BridgeText::isDynamic);
    };
  }

  /** The export of the memory's module that frees what a call has used of the scratch. */
  String release(FunctionType type) {
    List<ValType> results = signatures.lift(type).results();
    return results.isEmpty() ? "release" : "release-" + results.getFirst();
  }

  /** Adds the real function under {@code $raw:KEY} and its wrapper {@code $real:KEY}. */
  void real(String key, FunctionType type) {
    FuncType lower = signatures.lower(type);
    FuncType lift = signatures.lift(type);
    code.add("(import \"raw\" \"" + key + "\" (func $raw:" + key + signature(lower, false) + "))");
    HandleText in = new HandleText(layouts, flattening, resources::toReal, "$t");
    in.arguments(type, signatures);
    String arguments = arguments(lift.params().size());
    HandleText back = new HandleText(layouts, flattening, resources::toGuest, "$u");
    ValueType result = type.result();
    StringBuilder call = new StringBuilder();
    if (result == null) {
      call.append("  (call $raw:" + key + arguments + ")");
    } else if (signatures.resultSpills(type)) {
      int size = layouts.of(result).size();
      int alignment = layouts.of(result).alignment();
      call.append(
          "  (local.set $r (call $allocate (i32.const "
              + size
              + ") (i32.const "
              + alignment
              + ")))\n");
      call.append("  (call $raw:" + key + arguments + " (local.get $r))\n");
      back.stored(result, "(local.get $r)", 0);
      call.append(back.text()).append("  (local.get $r)");
    } else if (back.concerns(result)) {
      call.append("  (call $new:")
          .append(resourceName(result))
          .append(" (call $real_rep (call $raw:" + key + arguments + ")))");
    } else {
      call.append("  (call $raw:" + key + arguments + ")");
    }
    code.add(
        "(func $real:"
            + key
            + signature(lift, true)
            + "\n"
            + declarations(in)
            + declarations(back)
            + (result != null && signatures.resultSpills(type) ? "  (local $r i32)\n" : "")
            + in.text()
            + call
            + ")");
  }

  private static String declarations(HandleText text) {
    return text.locals().stream().map(local -> "  " + local + "\n").collect(Collectors.joining());
  }

  private String resourceName(ValueType result) {
    return Reachable.resources(result).stream()
        .filter(resources::isWrapped)
        .flatMap(each -> resources.own(each).stream())
        .map(BridgeResources.Named::name)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Adds {@code $KEY}: the real function where every handle it works on is real, else the bridge's
   * own.
   */
  void dispatch(String key, FunctionType type) {
    FuncType lift = signatures.lift(type);
    String arguments = arguments(lift.params().size());
    List<String> handles = new ArrayList<>();
    int at = 0;
    for (Field param : type.params()) {
      if (param.type() instanceof BorrowType borrow && resources.isWrapped(borrow.resource())) {
        handles.add("(local.get $p" + at + ")");
      }
      at += flattening.of(param.type()).orElseThrow().size();
    }
    String odd = handles.stream().reduce((a, b) -> "(i32.and " + a + " " + b + ")").orElseThrow();
    code.add(
        "(func $"
            + key
            + signature(lift, true)
            + "\n  (if (i32.and "
            + odd
            + " (i32.const 1))\n    (then (return (call $real:"
            + key
            + arguments
            + "))))\n  (call $virtual:"
            + key
            + arguments
            + "))");
  }

  /** Adds {@code $KEY} for a function that only the bridge answers. */
  void alone(String key, FunctionType type) {
    FuncType lift = signatures.lift(type);
    code.add(
        "(func $"
            + key
            + signature(lift, true)
            + "\n  (call $virtual:"
            + key
            + arguments(lift.params().size())
            + "))");
  }

  /** Adds {@code $real:KEY} for what is never called, because no real handle can exist. */
  void noReal(String key, FunctionType type) {
    code.add("(func $real:" + key + signature(signatures.lift(type), true) + "\n  (unreachable))");
  }

  /** Adds a function with this body. */
  void function(String symbol, FunctionType type, String body) {
    code.add("(func " + symbol + signature(signatures.lift(type), true) + "\n  " + body + ")");
  }

  /**
   * Adds a function with this body, which makes no use of the arguments: their handles go first.
   */
  void ignoring(String symbol, FunctionType type, String body) {
    HandleText drops = new HandleText(layouts, flattening, resources::dropped, "$t");
    drops.arguments(type, signatures);
    function(
        symbol,
        type,
        declarations(drops).stripLeading() + drops.text() + (body.isEmpty() ? "" : "  " + body));
  }

  boolean has(String symbol) {
    return code.has(symbol);
  }

  /** All that the exported functions use. */
  List<String> used() {
    return code.reachable(exports.values());
  }

  /** The module with the code. */
  String codeText() {
    return module("code", code, exports.values(), "(import \"memory\" \"memory\" (memory 0))");
  }

  /**
   * The module with the memory; a segment for the data follows in the component.
   *
   * @param usedByCode among others what the code uses of it
   */
  String memoryText(List<String> usedByCode) {
    Set<String> roots = new LinkedHashSet<>(memoryRoots);
    roots.addAll(usedByCode);
    roots.add("$realloc");
    int pages = (data.size() + PAGE - 1) / PAGE + 1;
    data.name("static.end", (data.size() + 15) & ~15);
    data.name("memory.size", (long) pages * PAGE);
    return module(
        "memory",
        memory,
        roots.stream().filter(memory::has).toList(),
        "(memory (export \"memory\") " + pages + " " + (pages + MAX_PAGES) + ")");
  }

  private String module(
      String name, TextLibrary library, Collection<String> roots, String memoryField) {
    StringBuilder text = new StringBuilder("(module $" + name + "\n");
    List<String> names = library.reachable(roots);
    boolean imports = memoryField.startsWith("(import");
    if (imports) {
      text.append(memoryField).append('\n');
    }
    boolean memoryWritten = imports;
    for (String each : names) {
      String field = library.field(each);
      if (!memoryWritten && !field.startsWith("(import")) {
        text.append(memoryField).append('\n');
        memoryWritten = true;
      }
      text.append(field).append('\n');
    }
    if (!memoryWritten) {
      text.append(memoryField).append('\n');
    }
    if (library == code) {
      exports.forEach(
          (export, symbol) -> text.append("(export \"" + export + "\" (func " + symbol + "))\n"));
    }
    return TextLibrary.fill(text.append(")\n").toString(), data.places());
  }

  CoreSignatures signatures() {
    return signatures;
  }

  Layouts layouts() {
    return layouts;
  }

  private static String arguments(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(" (local.get $p").append(i).append(')');
    }
    return text.toString();
  }

  private static String signature(FuncType type, boolean named) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < type.params().size(); i++) {
      text.append(" (param ");
      if (named) {
        text.append("$p").append(i).append(' ');
      }
      text.append(type.params().get(i)).append(')');
    }
    for (ValType result : type.results()) {
      text.append(" (result ").append(result).append(')');
    }
    return text.toString();
  }

  /** How the text calls a function. WASI's have names for short, which the library uses. */
  static String key(ImportGroup group, String function, FunctionType type) {
    return group
        .wasi()
        .filter(wasi -> WasiTypes.has(wasi.label(), function, type))
        .map(wasi -> Decisions.key(wasi, function))
        .orElseGet(() -> plain(group.name()) + "#" + plain(function));
  }

  /** A function's or interface's name as a part of an identifier. */
  static String plain(String name) {
    return TextLibrary.identifier(
        name.replace("[method]", "").replace("[static]", "").replace("[constructor]", "new:"));
  }

  static boolean needsSlots(ImportGroup group, String resource) {
    return group
        .wasi()
        .filter(wasi ->
            switch (wasi) {
              case IO_POLL, IO_STREAMS -> !resource.equals("output-stream");
              case FILESYSTEM_TYPES -> resource.equals("directory-entry-stream");
              default -> false;
            })
        .isPresent();
  }
}
