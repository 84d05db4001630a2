package dev.wasmc.abi.adapter;

import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.PointerType;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.CustomSection;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.ExternKind;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.FunctionBody;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.Limits;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.ModuleNames;
import dev.wasmc.wasm.NameSubsection;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.SectionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A module being written: first all imports, then functions. A function has its index when it is
 * first asked for, and its body when those before it are written, so that functions may call each
 * other.
 */
final class Assembly {
  private record Pending(int function, FuncType type, Consumer<Code> body) {}

  private final SequencedMap<FuncType, Integer> types = new LinkedHashMap<>();
  private final SequencedMap<AdapterImport, Integer> importIndices = new LinkedHashMap<>();
  private final List<Import> imports = new ArrayList<>();
  private final Map<ExternKind, Integer> importCounts = new EnumMap<>(ExternKind.class);
  private final List<Integer> functions = new ArrayList<>();
  private final List<FunctionBody> bodies = new ArrayList<>();
  private final List<Export> exports = new ArrayList<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Object, Integer> helpers = new HashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  /** Asks for something, unless it was asked for before. */
  void require(AdapterImport wanted, @Nullable FuncType type) {
    if (importIndices.containsKey(wanted)) {
      return;
    }
    ImportDesc desc =
        switch (wanted) {
          case AdapterImport.Memory _ -> new ImportDesc.Memory(new MemoryType(Limits.of(0, null)));
          case AdapterImport.MayLeave _, AdapterImport.MayEnter _ ->
              new ImportDesc.Global(new GlobalType(NumType.I32, true));
          case AdapterImport.Realloc _ ->
              new ImportDesc.Func(type(new CoreSignatures(PointerType.I32).realloc()));
          case AdapterImport.TransferResource _ ->
              new ImportDesc.Func(type(CoreSignatures.RESOURCE_REP));
          case AdapterImport.EnterCall _, AdapterImport.ExitCall _ ->
              new ImportDesc.Func(type(new FuncType(List.of(), List.of())));
          case AdapterImport.Trap _ ->
              new ImportDesc.Func(type(new FuncType(List.of(NumType.I32), List.of())));
          case AdapterImport.Callee _, AdapterImport.PostReturn _ ->
              new ImportDesc.Func(type(Objects.requireNonNull(type)));
        };
    int index = importCounts.merge(desc.kind(), 1, Integer::sum) - 1;
    importIndices.put(wanted, index);
    if (desc.kind() == ExternKind.FUNC) {
      name(index, name(wanted));
    }
    imports.add(new Import("", Integer.toString(imports.size()), desc));
  }

  private static String name(AdapterImport wanted) {
    return switch (wanted) {
      case AdapterImport.Callee _ -> "[callee]";
      case AdapterImport.PostReturn _ -> "[post-return]";
      case AdapterImport.Realloc _ -> "[realloc]";
      case AdapterImport.TransferResource transfer ->
          transfer.own() ? "[transfer-own]" : "[transfer-borrow]";
      case AdapterImport.EnterCall _ -> "[enter-call]";
      case AdapterImport.ExitCall _ -> "[exit-call]";
      case AdapterImport.Trap _ -> "[trap]";
      case AdapterImport.Memory _, AdapterImport.MayLeave _, AdapterImport.MayEnter _ ->
          throw new IllegalArgumentException("no function: " + wanted);
    };
  }

  /** What wasm stacks call a function that is asked for, with the adapter it is for. */
  void name(AdapterImport wanted, String adapter) {
    name(index(wanted), name(wanted) + adapter);
  }

  /** The index of something that was asked for, in the space of its kind. */
  int index(AdapterImport wanted) {
    return Objects.requireNonNull(importIndices.get(wanted));
  }

  /**
   * A function that is known by a key; the body is written once.
   *
   * @param name what wasm stacks call it
   */
  int helper(String name, Object key, FuncType type, Consumer<Code> body) {
    Integer known = helpers.get(key);
    if (known != null) {
      return known;
    }
    int function = add(type, body);
    helpers.put(key, function);
    name(function, name);
    return function;
  }

  void export(String name, FuncType type, Consumer<Code> body) {
    int function = add(type, body);
    exports.add(new Export(name, ExternKind.FUNC, function));
    name(function, name);
  }

  private void name(int function, String name) {
    names.put(function, name);
  }

  private CustomSection nameSection() {
    ModuleNames all = new ModuleNames(null, Map.of(NameSubsection.FUNCTION, names), Map.of());
    return new CustomSection(ModuleNames.SECTION, all.section(), SectionId.DATA);
  }

  AdapterModule finish() {
    for (Pending next = pending.poll(); next != null; next = pending.poll()) {
      Code code = new Code(next.type, index(AdapterImport.Trap.TRAP));
      next.body.accept(code);
      bodies.add(code.finish());
    }
    CoreModule module =
        new CoreModule(
            types.sequencedKeySet().stream().map(RecType::of).toList(),
            imports,
            functions,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            exports,
            null,
            List.of(),
            null,
            bodies,
            List.of(),
            List.of(nameSection()),
            null);
    return new AdapterModule(module, List.copyOf(importIndices.sequencedKeySet()));
  }

  private int add(FuncType type, Consumer<Code> body) {
    int function = importCounts.getOrDefault(ExternKind.FUNC, 0) + functions.size();
    functions.add(type(type));
    pending.add(new Pending(function, type, body));
    return function;
  }

  private int type(FuncType type) {
    return types.computeIfAbsent(type, _ -> types.size());
  }
}
