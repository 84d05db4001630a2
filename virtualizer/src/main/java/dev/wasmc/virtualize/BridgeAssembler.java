package dev.wasmc.virtualize;

import dev.wasmc.abi.CanonicalOptions;
import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.Handles;
import dev.wasmc.abi.HostBudget;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.abi.StaticImage;
import dev.wasmc.abi.ValueCodecs;
import dev.wasmc.capability.BridgeRecord;
import dev.wasmc.capability.Denial;
import dev.wasmc.capability.Policy;
import dev.wasmc.capability.StdioMode;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.CanonOption;
import dev.wasmc.component.Component;
import dev.wasmc.component.CoreInstanceDef;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.DefType;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.Sort;
import dev.wasmc.component.StringEncoding;
import dev.wasmc.component.build.ComponentBuilder;
import dev.wasmc.component.build.InstanceExporter;
import dev.wasmc.component.build.TypeEncoder;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.MapType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.Substitution;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.ConstExpr;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Data;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.InstructionWriter;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.SegmentMode;
import dev.wasmc.wasm.text.WatParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds the bridge component: the text modules are assembled, joined to the real interfaces they
 * need, lifted with the types of the guest's own imports, and exported under the names that the
 * guest imports.
 *
 * <p>Order in the component: real imports, the module with the memory (it drops real handles), the
 * bridge's resource types (their destructors are in that module), the module with the code, lifted
 * functions, instances. Nothing runs at instantiation.
 */
final class BridgeAssembler {
  /** A function that the bridge exports. */
  private record Exported(FunctionType type, String symbol, String core) {}

  /** A real function, under its key in the text. */
  private record RealFunction(ImportGroup group, String name, FunctionType type) {}

  private static final int RANDOM_MOST = 64 << 20;
  private static final int MAX_CONSTANT = 64 << 20;

  private final GuestImports imports;
  private final Decisions decisions;
  private final Policy policy;
  private final List<BridgeData.Mounted> mounts;
  private final List<InterfaceDecision.Bridge> bridged = new ArrayList<>();
  private final Map<ResourceType, String> resources = new LinkedHashMap<>();
  private final Map<ResourceType, String> wrapped = new LinkedHashMap<>();
  private final BridgeData data = new BridgeData();
  private final BridgeText text;
  private final Map<ImportGroup, SequencedMap<String, Exported>> exported = new LinkedHashMap<>();
  private final SequencedMap<String, Exported> alone = new LinkedHashMap<>();
  private final Map<String, RealFunction> real = new LinkedHashMap<>();
  private final List<BridgeRecord.Denied> denied = new ArrayList<>();
  private final ComponentBuilder component = new ComponentBuilder();
  private final TypeEncoder types = new TypeEncoder(component);
  private final Substitution toReal = new Substitution();
  private final Map<String, ResourceType> realResources = new LinkedHashMap<>();

  BridgeAssembler(
      GuestImports imports, Decisions decisions, Policy policy, List<BridgeData.Mounted> mounts) {
    this.imports = imports;
    this.decisions = decisions;
    this.policy = policy;
    this.mounts = mounts;
    for (InterfaceDecision decision : decisions.interfaces()) {
      if (decision instanceof InterfaceDecision.Bridge bridge) {
        bridged.add(bridge);
        for (ResourceType resource : bridge.group().type().fresh()) {
          String name = name(bridge.group(), resource);
          resources.put(resource, name);
          if (bridge.real()) {
            wrapped.put(resource, name);
          }
        }
      }
    }
    imports.resources().forEach((name, resource) -> resources.put(resource, "#" + name));
    this.text = new BridgeText(resources, wrapped, data);
  }

  /** What it made. */
  record Assembled(Component component, BridgeRecord record, String memoryText, String codeText) {}

  /** Whether the bridge would export anything. */
  boolean isEmpty() {
    return bridged.isEmpty() && decisions.functions().isEmpty() && imports.types().isEmpty();
  }

  private String name(ImportGroup group, ResourceType resource) {
    String name =
        group.type().exports().entrySet().stream()
            .filter(
                each -> each.getValue() instanceof TypeEntity entity && entity.type() == resource)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    return group.wasi().isPresent() && !resources.containsValue(name)
        ? name
        : group.name() + "#" + name;
  }

  Assembled assemble() {
    places();
    bridged.forEach(this::functions);
    decisions.functions().forEach(this::function);
    essentials();
    resources.forEach(this::destructor);

    List<String> used = text.used();
    Set<String> fromMemory = new LinkedHashSet<>();
    for (String symbol : used) {
      if (symbol.equals("$realloc") || symbol.equals("$take_slot") || symbol.equals("$moved")) {
        fromMemory.add(symbol);
      }
    }
    fromMemory.addAll(List.of("$realloc", "$release", "$release_i32", "$release_i64"));
    String memoryText = text.memoryText(fromMemory);
    String codeText = text.codeText();

    importReal(used);
    int memory = memoryInstance(memoryText);
    defineResources(memory);
    int code = codeInstance(codeText, memory);
    export(memory, code);
    BridgeRecord record = new BridgeRecord(denied);
    component.custom(BridgeRecord.SECTION, record.encode());
    return new Assembled(component.build(), record, memoryText, codeText);
  }

  // What the text may speak of.

  private void places() {
    policy
        .clock()
        .ifPresent(clock -> {
          Instant start = clock.start();
          data.name("clock.start.seconds", start.getEpochSecond());
          data.name("clock.start.nanoseconds", start.getNano());
          data.name("clock.step", clock.step().toNanos());
          data.name("clock.resolution", Math.max(1, clock.step().toNanos()));
        });
    data.name("random.seed", policy.randomSeed().orElse(0));
    data.name("random.most", RANDOM_MOST);
    data.name(
        "stdio.stream",
        policy.stdio() == StdioMode.IGNORE ? BridgeData.sink() : BridgeData.closed());
    Map<FileTree.Kind, Integer> kinds = new LinkedHashMap<>();
    for (ImportGroup group : imports.interfaces()) {
      group
          .type()
          .exports()
          .forEach((name, entity) -> {
            if (entity instanceof TypeEntity type && group.wasi().isPresent()) {
              labels(group.wasi().get().label() + "#" + name + ".", type);
              if (group.is(WasiInterface.FILESYSTEM_TYPES)
                  && name.equals("descriptor-type")
                  && type.type() instanceof EnumType(List<String> labels)) {
                for (FileTree.Kind kind : FileTree.Kind.values()) {
                  kinds.put(kind, labels.indexOf(kind.label));
                }
              }
            }
          });
    }
    data.stdin(policy.stdin().orElse(ByteSlice.EMPTY));
    data.mounts(mounts, kinds);
  }

  private void labels(String prefix, TypeEntity type) {
    switch (type.type()) {
      case EnumType(List<String> labels) -> {
        for (int i = 0; i < labels.size(); i++) {
          data.name(prefix + labels.get(i), i);
        }
      }
      case FlagsType(List<String> labels) -> {
        for (int i = 0; i < labels.size(); i++) {
          data.name(prefix + labels.get(i), 1L << i);
        }
      }
      case VariantType variant -> {
        for (int i = 0; i < variant.cases().size(); i++) {
          data.name(prefix + variant.cases().get(i).name(), i);
        }
      }
      default -> {}
    }
  }

  // Functions of the text.

  private void functions(InterfaceDecision.Bridge bridge) {
    ImportGroup group = bridge.group();
    SequencedMap<String, Exported> functions = new LinkedHashMap<>();
    bridge
        .functions()
        .forEach((name, answer) -> {
          if (group.type().exports().get(name) instanceof FunctionType type) {
            String symbol = symbol(Optional.of(group), name, type, answer);
            String core = text.export(symbol, group.name() + "#" + name);
            functions.put(name, new Exported(type, symbol, core));
          }
        });
    exported.put(group, functions);
  }

  private void function(String name, FunctionAnswer answer) {
    FunctionType type = imports.functions().get(name);
    if (type != null) {
      String symbol = symbol(Optional.empty(), name, type, answer);
      alone.put(name, new Exported(type, symbol, text.export(symbol, name)));
    }
  }

  private String symbol(
      Optional<ImportGroup> group, String name, FunctionType type, FunctionAnswer answer) {
    return switch (answer) {
      case FunctionAnswer.Constant(Value value, String _) -> constant(group, name, type, value);
      case FunctionAnswer.Denied(Denial denial) -> {
        boolean possible = denial != Denial.Inert.INERT || ownResource(type).isPresent();
        yield denied(group, name, type, possible ? denial : Denial.Trap.TRAP);
      }
      case FunctionAnswer.Real.REAL -> {
        String key = BridgeText.key(group.orElseThrow(), name);
        real(group.get(), name, type);
        yield "$real:" + key;
      }
      case FunctionAnswer.Library(String key, boolean alsoReal, String _) ->
          library(group.orElseThrow(), name, type, key, alsoReal);
    };
  }

  private String library(
      ImportGroup group, String name, FunctionType type, String key, boolean alsoReal) {
    if (!text.has("$virtual:" + key)) {
      return denied(Optional.of(group), name, type, Denial.Trap.TRAP);
    }
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
            param.type() instanceof BorrowType borrow && resources.containsKey(borrow.resource()));
  }

  private void real(ImportGroup group, String name, FunctionType type) {
    String key = BridgeText.key(group, name);
    if (real.putIfAbsent(key, new RealFunction(group, name, type)) == null) {
      text.real(key, type);
    }
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
        text.function(symbol, type, "(call $new:" + resource + " (i32.const 0))");
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
        ? Optional.ofNullable(resources.get(resource))
        : Optional.empty();
  }

  private static String place(Optional<ImportGroup> group, String name) {
    return group.map(each -> each.name() + "#").orElse("") + BridgeText.plain(name);
  }

  /**
   * A function that gives the same value each time: it lies in memory, or is in the code where it
   * has no more than one core value.
   */
  private String constant(
      Optional<ImportGroup> group, String name, FunctionType type, @Nullable Value value) {
    String symbol = "$answer:" + place(group, name);
    ValueType result = type.result();
    if (result == null || value == null) {
      text.function(symbol, type, "(nop)");
      return symbol;
    }
    StaticImage image = new StaticImage((data.size() + 7) & ~7, MAX_CONSTANT);
    LiftLowerContext context =
        new LiftLowerContext(
            new CanonicalOptions(StringEncoding.UTF8, image, image),
            NO_HANDLES,
            HostBudget.ofBytes(Long.MAX_VALUE));
    FuncType lift = text.signatures().lift(type);
    if (text.signatures().resultSpills(type)) {
      int address =
          image.allocate(text.layouts().of(result).alignment(), text.layouts().of(result).size());
      new ValueCodecs().of(result).store(context, value, address);
      data.reserve(0, 8);
      data.add(image.content());
      text.function(symbol, type, "(i32.const " + address + ")");
    } else {
      long[] flat = new long[1];
      new ValueCodecs().of(result).lower(context, value, flat, 0);
      String number =
          switch (lift.results().getFirst()) {
            case NumType.I32 -> "(i32.const " + (int) flat[0] + ")";
            case NumType.I64 -> "(i64.const " + flat[0] + ")";
            case NumType.F32 -> "(f32.reinterpret_i32 (i32.const " + (int) flat[0] + "))";
            case NumType.F64 -> "(f64.reinterpret_i64 (i64.const " + flat[0] + "))";
            default -> throw new IllegalStateException("no constant of type " + lift.results());
          };
      text.function(symbol, type, number);
    }
    return symbol;
  }

  private static final Handles NO_HANDLES =
      new Handles() {
        @Override
        public int lowerOwn(ResourceType type, Object resource) {
          throw new IllegalStateException("a constant with a resource");
        }

        @Override
        public int lowerBorrow(ResourceType type, Object resource) {
          throw new IllegalStateException("a constant with a resource");
        }

        @Override
        public Object liftOwn(ResourceType type, int handle) {
          throw new IllegalStateException("a constant with a resource");
        }

        @Override
        public Object liftBorrow(ResourceType type, int handle) {
          throw new IllegalStateException("a constant with a resource");
        }
      };

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
    String key = BridgeText.key(group, name);
    if (text.has("$" + key)
        || !(group.type().exports().get(resource)
            instanceof TypeEntity(ResourceType self, var _))) {
      return;
    }
    List<Field> params = new ArrayList<>();
    params.add(new Field("self", new BorrowType(self)));
    params.addAll(more);
    FunctionType type =
        group.type().exports().get(name) instanceof FunctionType known
            ? known
            : new FunctionType(false, params, result);
    if (bridge.real()) {
      real(group, name, type);
      text.dispatch(key, type);
    } else {
      text.alone(key, type);
    }
  }

  private void destructor(ResourceType resource, String name) {
    boolean slots =
        bridged.stream()
            .map(InterfaceDecision.Bridge::group)
            .filter(each -> each.type().fresh().contains(resource))
            .anyMatch(group -> BridgeText.needsSlots(group, name));
    text.destructor(name, wrapped.containsKey(resource), slots);
  }

  // The component.

  /**
   * Imports what passes as far as types of the bridge's interfaces come from there, and the real
   * interfaces with the functions used.
   */
  private void importReal(List<String> used) {
    for (ResourceType resource : wrapped.keySet()) {
      ResourceType other = new ResourceType(resource.name());
      toReal.replace(resource, other);
      realResources.put(wrapped.get(resource), other);
    }
    Set<String> raw = new LinkedHashSet<>();
    used.stream()
        .filter(symbol -> symbol.startsWith("$raw:"))
        .forEach(symbol -> raw.add(symbol.substring(5)));
    for (InterfaceDecision decision : decisions.interfaces()) {
      ImportGroup group = decision.group();
      switch (decision) {
        case InterfaceDecision.Pass _ -> {
          if (bridged.stream().anyMatch(each -> group.namesTypeOf(each.group().type()))) {
            SequencedMap<String, EntityType> onlyTypes =
                new LinkedHashMap<>(group.type().exports());
            onlyTypes.values().removeIf(entity -> !(entity instanceof TypeEntity));
            types.importItem(
                ExternName.of(group.name()), new InstanceType(onlyTypes, group.type().fresh()));
          }
        }
        case InterfaceDecision.Bridge bridge -> {
          if (bridge.real()) {
            importReal(group, raw);
          }
        }
      }
    }
  }

  private final Map<ImportGroup, Integer> realInstances = new IdentityHashMap<>();

  private void importReal(ImportGroup group, Set<String> raw) {
    SequencedMap<String, EntityType> wanted = new LinkedHashMap<>();
    group
        .type()
        .exports()
        .forEach((name, entity) -> {
          if (entity instanceof TypeEntity) {
            wanted.put(name, toReal.apply(entity));
          }
        });
    real.forEach((key, function) -> {
      if (function.group() == group && raw.contains(key)) {
        wanted.put(function.name(), toReal.apply((EntityType) function.type()));
      }
    });
    List<ResourceType> fresh = group.type().fresh().stream().map(toReal::apply).toList();
    realInstances.put(
        group, types.importItem(ExternName.of(group.name()), new InstanceType(wanted, fresh)));
  }

  private int memoryInstance(String memoryText) {
    CoreModule module = withData(parse("memory.wat", memoryText));
    List<CoreInstanceDef.InlineExport> drops = new ArrayList<>();
    for (Import each : module.imports()) {
      ResourceType resource = realResources.get(each.name());
      if (resource == null) {
        throw new IllegalStateException("no real resource " + each.name());
      }
      drops.add(
          new CoreInstanceDef.InlineExport(
              each.name(), CoreSort.FUNC, component.resourceDrop(types.index(resource))));
    }
    int index = component.coreModule(module);
    List<CoreInstanceDef.Arg> args =
        drops.isEmpty()
            ? List.of()
            : List.of(new CoreInstanceDef.Arg("real", component.coreInstance(drops)));
    return component.instantiateCore(index, args);
  }

  private CoreModule withData(CoreModule module) {
    ConstExpr start =
        new ConstExpr(new InstructionWriter().i32Const(BridgeData.START).end().toSlice());
    byte[] content = data.toByteArray();
    Data segment =
        new Data(
            new SegmentMode.Active(0, start),
            ByteSlice.of(content, BridgeData.START, content.length));
    return new CoreModule(
        module.types(),
        module.imports(),
        module.functions(),
        module.tables(),
        module.memories(),
        module.tags(),
        module.globals(),
        module.exports(),
        module.start(),
        module.elements(),
        null,
        module.bodies(),
        List.of(segment),
        module.customs(),
        null);
  }

  private static CoreModule parse(String name, String text) {
    return WatParser.parseModule(new SourceFile(name, text));
  }

  private void defineResources(int memory) {
    resources.forEach((resource, name) -> {
      int destructor = component.aliasCoreExport(CoreSort.FUNC, memory, "dtor:" + name);
      types.name(resource, component.type(new DefType.ResourceTypeDecl(NumType.I32, destructor)));
    });
  }

  private int codeInstance(String codeText, int memory) {
    CoreModule module = parse("code.wat", codeText);
    Map<String, List<CoreInstanceDef.InlineExport>> given = new LinkedHashMap<>();
    Map<String, ResourceType> byName =
        resources.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    List<CanonOption> options = options(memory);
    for (Import each : module.imports()) {
      if (each.module().equals("memory")) {
        continue;
      }
      int function =
          switch (each.module()) {
            case "new" -> component.resourceNew(types.index(resource(byName, each.name())));
            case "rep" -> component.resourceRep(types.index(resource(byName, each.name())));
            case "drop" -> component.resourceDrop(types.index(resource(byName, each.name())));
            case "raw" -> lower(each.name(), options);
            default -> throw new IllegalStateException("an import from " + each.module());
          };
      given
          .computeIfAbsent(each.module(), m -> new ArrayList<>())
          .add(new CoreInstanceDef.InlineExport(each.name(), CoreSort.FUNC, function));
    }
    List<CoreInstanceDef.Arg> args = new ArrayList<>();
    args.add(new CoreInstanceDef.Arg("memory", memory));
    given.forEach((name, exports) ->
        args.add(new CoreInstanceDef.Arg(name, component.coreInstance(exports))));
    return component.instantiateCore(component.coreModule(module), args);
  }

  private static ResourceType resource(Map<String, ResourceType> byName, String name) {
    ResourceType resource = byName.get(name);
    if (resource == null) {
      throw new IllegalStateException("no resource " + name);
    }
    return resource;
  }

  private int lower(String key, List<CanonOption> options) {
    RealFunction function = real.get(key);
    Integer instance = function == null ? null : realInstances.get(function.group());
    if (function == null || instance == null) {
      throw new IllegalStateException("no real function " + key);
    }
    int index = component.aliasExport(Sort.FUNC, instance, function.name());
    return component.lower(index, needsMemory(function.type()) ? options : List.of());
  }

  private boolean needsMemory(FunctionType type) {
    return text.signatures().paramsSpill(type)
        || text.signatures().resultSpills(type)
        || CoreSignatures.paramTypes(type).stream().anyMatch(BridgeAssembler::isDynamic)
        || CoreSignatures.resultTypes(type).stream().anyMatch(BridgeAssembler::isDynamic);
  }

  private static boolean isDynamic(@Nullable ValueType type) {
    return type != null
        && (type == PrimitiveType.STRING
            || type instanceof DefinedPrimitive(PrimitiveType defined)
                && defined == PrimitiveType.STRING
            || type instanceof ListType
            || type instanceof MapType
            || Types.parts(type).anyMatch(BridgeAssembler::isDynamic));
  }

  private List<CanonOption> options(int memory) {
    return List.of(
        new CanonOption.Memory(component.aliasCoreExport(CoreSort.MEMORY, memory, "memory")),
        new CanonOption.Realloc(component.aliasCoreExport(CoreSort.FUNC, memory, "realloc")));
  }

  private void export(int memory, int code) {
    List<CanonOption> options = options(memory);
    Map<String, Integer> releases = new LinkedHashMap<>();
    imports
        .resources()
        .forEach((name, resource) -> {
          int defined = types.index(resource);
          types.name(resource, component.export(ExternName.of(name), Sort.TYPE, defined));
        });
    exported.forEach((group, functions) -> {
      Map<String, Integer> lifted = new LinkedHashMap<>();
      functions.forEach(
          (name, each) -> lifted.put(name, lift(each, memory, code, options, releases)));
      int instance = InstanceExporter.instance(component, types, group.type(), lifted);
      int named = instance;
      for (String name : group.names()) {
        named = component.export(ExternName.of(name), Sort.INSTANCE, instance);
      }
      // What later interfaces use of this one has to be what was exported: only that has a name.
      types.instance(group.type(), named);
    });
    imports
        .types()
        .forEach((name, entity) -> {
          if (!imports.resources().containsKey(name)) {
            int exported = component.export(ExternName.of(name), Sort.TYPE, types.index(entity));
            types.name(entity, exported);
          }
        });
    alone.forEach((name, each) ->
        component.export(
            ExternName.of(name), Sort.FUNC, lift(each, memory, code, options, releases)));
  }

  private int lift(
      Exported each,
      int memory,
      int code,
      List<CanonOption> options,
      Map<String, Integer> releases) {
    FunctionType type = each.type();
    int function = component.aliasCoreExport(CoreSort.FUNC, code, each.core());
    List<CanonOption> used = new ArrayList<>();
    if (needsMemory(type)) {
      used.addAll(options);
      FuncType signature = text.signatures().lift(type);
      String release =
          signature.results().isEmpty()
              ? "release"
              : switch (signature.results().getFirst()) {
                case NumType.I32 -> "release-i32";
                case NumType.I64 -> "release-i64";
                default -> "";
              };
      if (!release.isEmpty()) {
        used.add(
            new CanonOption.PostReturn(
                releases.computeIfAbsent(
                    release, name -> component.aliasCoreExport(CoreSort.FUNC, memory, name))));
      }
    }
    return component.lift(function, used, types.index(type));
  }
}
