package dev.wasmc.engine;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.Limits;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.ModuleNames;
import dev.wasmc.wasm.TableType;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A module that can be instantiated any number of times, also by several threads at once.
 *
 * <p>Compiling it decides where things are and no more; functions become bytecode in small groups
 * when they are first called. So what cannot be translated shows when it is reached, as a trap of
 * kind {@link TrapKind#UNTRANSLATABLE_FUNCTION}.
 */
public final class CompiledModule {
  private static final Map<String, WeakReference<CompiledModule>> BY_LOADER =
      new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final ValidatedModule valid;
  private final EngineOptions options;
  private final Layout layout;
  private final ModuleLoader loader;
  private final Map<String, SignatureClasses.LazyMaker> lazyMakers = new HashMap<>();
  private @Nullable ModuleNames names;

  /** The same module where its imported memories have other shapes. */
  private final Map<List<MemoryShape>, CompiledModule> others = new HashMap<>();

  private CompiledModule(ValidatedModule valid, EngineOptions options, List<MemoryShape> memories) {
    this.valid = valid;
    this.options = options;
    this.layout = new Layout(valid, options, memories);
    String loaderName = Naming.LOADER_PREFIX + NUMBERS.incrementAndGet();
    this.loader = new ModuleLoader(loaderName, layout);
    BY_LOADER.values().removeIf(reference -> reference.get() == null);
    BY_LOADER.put(loaderName, new WeakReference<>(this));
  }

  /**
   * @throws DiagnosticException with {@link EngineProblem.Unsupported} where types need what the
   *     engine does not run
   */
  public static CompiledModule compile(ValidatedModule valid, EngineOptions options) {
    check(valid, options.name());
    return new CompiledModule(valid, options, Layout.shapes(valid, options, List.of()));
  }

  private static void check(ValidatedModule valid, String file) {
    for (MemoryType memory : valid.memories()) {
      plain(memory.limits(), file, "a memory");
    }
    for (TableType table : valid.tables()) {
      plain(table.limits(), file, "a table");
      JvmType.of(table.element());
    }
    for (GlobalType global : valid.globals()) {
      JvmType.of(global.type());
    }
    for (int i = 0; i < valid.functions().size(); i++) {
      for (ValType type : valid.functions().get(i).params()) {
        JvmType.of(type);
      }
      for (ValType type : valid.functions().get(i).results()) {
        JvmType.of(type);
      }
    }
    if (!valid.module().tags().isEmpty()) {
      throw unsupported(Feature.EXCEPTIONS, "a tag", file);
    }
  }

  private static void plain(Limits limits, String file, String what) {
    if (limits.is64()) {
      throw unsupported(Feature.MEMORY64, what + " with 64-bit addresses", file);
    }
    if (limits.shared()) {
      throw unsupported(Feature.THREADS, what + " that is shared", file);
    }
  }

  private static DiagnosticException unsupported(Feature feature, String what, String file) {
    return DiagnosticException.error(
        new EngineProblem.Unsupported(feature, what), new Place.InInput(file));
  }

  /**
   * Instantiates, runs active segments and the start function. Code runs on the calling thread, see
   * {@link GuestThread}.
   *
   * @param imports in the order of the module
   * @throws DiagnosticException with a {@link LinkProblem} where the imports do not fit, with
   *     {@link EngineProblem.OverLimit} where the store has no room
   * @throws TrapException where segments or the start function trap
   */
  public Instance instantiate(Store store, List<Extern> imports) {
    Imports.check(valid, options.name(), store, imports);
    CompiledModule fitting = fitting(imports);
    if (fitting != this) {
      return fitting.instantiate(store, imports);
    }
    if (!store.reserveInstance()) {
      throw Instance.overLimit("instances", store.instances() + 1L, store.limits().instances());
    }
    if (options.interruptible()) {
      store.watch(loader.interruption());
    }
    Instance instance = loader.instance(this, store);
    instance.instantiate(imports, layout);
    return instance;
  }

  /** How imported memories are reached shows only now. */
  private synchronized CompiledModule fitting(List<Extern> imports) {
    List<Boolean> segments = new ArrayList<>();
    for (Extern extern : imports) {
      if (extern instanceof Memory memory) {
        segments.add(memory.isSegment());
      }
    }
    if (segments.isEmpty()) {
      return this;
    }
    List<MemoryShape> shapes = Layout.shapes(valid, options, segments);
    return shapes.equals(layout.shapes())
        ? this
        : others.computeIfAbsent(shapes, other -> new CompiledModule(valid, options, other));
  }

  /**
   * The class files with the module's functions, written anew as the stream is consumed: for tools
   * that look at the bytecode. A function is the method {@code f} with its index, parts that were
   * moved out of it have a number behind. What {@link EngineOptions#splitAfter()} puts off is not
   * among them.
   */
  public Stream<byte[]> classFiles() {
    return Stream.concat(
        IntStream.range(0, layout.groupCount())
            .mapToObj(group -> CompilerThread.run(() -> GroupCompiler.group(layout, group))),
        Stream.of(layout).flatMap(Layout::further));
  }

  public ValidatedModule valid() {
    return valid;
  }

  public EngineOptions options() {
    return options;
  }

  public String name() {
    return options.name();
  }

  /** From the name section. */
  public @Nullable String functionName(int function) {
    ModuleNames known = names;
    if (known == null) {
      known = ModuleNames.of(valid.module());
      names = known;
    }
    return known.function(function);
  }

  /** Where in the binary the instruction with a number of {@link Body#point} is. */
  int offset(int function, int point) {
    return function < valid.importedFunctions() || function >= valid.functions().size()
        ? -1
        : Body.offsetOfPoint(layout.code(function), point);
  }

  /** The module whose classes a loader defined. */
  static @Nullable CompiledModule ofLoader(@Nullable String loaderName) {
    if (loaderName == null) {
      return null;
    }
    WeakReference<CompiledModule> reference = BY_LOADER.get(loaderName);
    return reference == null ? null : reference.get();
  }

  synchronized SignatureClasses.LazyMaker lazyMaker(int function) {
    Signature signature = layout.signature(function);
    return lazyMakers.computeIfAbsent(
        signature.key(), key -> SignatureClasses.lazyMaker(signature));
  }

  Function object(int function, Instance instance) {
    return loader.object(function, instance);
  }

  boolean isResolved(Function function) {
    return function.getClass().getClassLoader() == loader;
  }
}
