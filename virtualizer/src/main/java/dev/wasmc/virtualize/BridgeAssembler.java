package dev.wasmc.virtualize;

import dev.wasmc.capability.BridgeRecord;
import dev.wasmc.capability.Policy;
import dev.wasmc.component.CanonOption;
import dev.wasmc.component.Component;
import dev.wasmc.component.CoreInstanceDef;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.DefType;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.Sort;
import dev.wasmc.component.build.ComponentBuilder;
import dev.wasmc.component.build.InstanceExporter;
import dev.wasmc.component.build.TypeEncoder;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.Substitution;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.ConstExpr;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Data;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.InstructionWriter;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.SegmentMode;
import dev.wasmc.wasm.text.WatParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

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
  private final GuestImports imports;
  private final Decisions decisions;
  private final BridgeResources resources;
  private final BridgeData data;
  private final BridgeText text;
  private final BridgeFunctions functions;
  private final ComponentBuilder component = new ComponentBuilder();
  private final TypeEncoder types = new TypeEncoder(component);
  private final Substitution toReal = new Substitution();
  private final Map<String, ResourceType> realResources = new LinkedHashMap<>();
  private final Map<ImportGroup, Integer> realInstances = new IdentityHashMap<>();

  BridgeAssembler(
      GuestImports imports, Decisions decisions, Policy policy, List<BridgeData.Mounted> mounts) {
    this.imports = imports;
    this.decisions = decisions;
    this.resources = new BridgeResources(imports, decisions);
    this.data = BridgePlaces.of(imports, policy, mounts);
    this.text = new BridgeText(resources, data);
    this.functions = new BridgeFunctions(imports, decisions, resources, text, data);
  }

  /** What it made. */
  record Assembled(Component component, String memoryText, String codeText) {}

  Assembled assemble() {
    List<String> used = text.used();
    String memoryText = text.memoryText(used);
    String codeText = text.codeText();
    importReal(used);
    int memory = memoryInstance(memoryText);
    defineResources(memory);
    int code = codeInstance(codeText, memory);
    export(memory, code);
    component.custom(BridgeRecord.SECTION, new BridgeRecord(functions.denied()).encode());
    return new Assembled(component.build(), memoryText, codeText);
  }

  /**
   * Imports what passes as far as types of the bridge's interfaces come from there, and the real
   * interfaces with the functions used.
   */
  private void importReal(List<String> used) {
    resources
        .wrapped()
        .forEach(resource -> {
          ResourceType other = new ResourceType(resource.type().name());
          toReal.replace(resource.type(), other);
          realResources.put(resource.name(), other);
        });
    Set<AnyType> needed = needed();
    imports
        .types()
        .forEach((name, entity) -> {
          if (needed.contains(entity.type()) && decisions.passed().containsKey(name)) {
            types.importItem(ExternName.of(name), entity);
          }
        });
    Set<String> raw = new LinkedHashSet<>();
    used.stream()
        .filter(symbol -> symbol.startsWith("$raw:"))
        .forEach(symbol -> raw.add(symbol.substring(5)));
    for (InterfaceDecision decision : decisions.interfaces()) {
      ImportGroup group = decision.group();
      switch (decision) {
        case InterfaceDecision.Pass _ -> {
          if (isNeeded(group, needed)) {
            types.importItem(ExternName.of(group.name()), onlyTypes(group));
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

  /** The types that the bridge's exports speak of and do not name, and what these stand on. */
  private Set<AnyType> needed() {
    Set<AnyType> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    decisions.bridged().forEach(each -> needed.addAll(Kinship.unnamed(each.group().type())));
    functions.alone().values().forEach(each -> needed.addAll(Kinship.unnamed(each.type())));
    answeredTypes().forEach((name, entity) -> needed.addAll(Kinship.unnamed(entity)));
    for (InterfaceDecision decision : decisions.interfaces().reversed()) {
      if (decision instanceof InterfaceDecision.Pass(ImportGroup group, var _)
          && isNeeded(group, needed)) {
        needed.addAll(Kinship.unnamed(onlyTypes(group)));
      }
    }
    return needed;
  }

  private static boolean isNeeded(ImportGroup group, Set<AnyType> needed) {
    return Kinship.named(group.type()).stream().anyMatch(needed::contains);
  }

  private SequencedMap<String, TypeEntity> answeredTypes() {
    SequencedMap<String, TypeEntity> answered = new LinkedHashMap<>(imports.types());
    answered.keySet().removeAll(decisions.passed().keySet());
    return answered;
  }

  private static InstanceType onlyTypes(ImportGroup group) {
    SequencedMap<String, EntityType> types = new LinkedHashMap<>(group.type().exports());
    types.values().removeIf(entity -> !(entity instanceof TypeEntity));
    return new InstanceType(types, group.type().fresh());
  }

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
    functions
        .real()
        .forEach((key, function) -> {
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
    resources
        .own()
        .forEach(each -> {
          int destructor = component.aliasCoreExport(CoreSort.FUNC, memory, "dtor:" + each.name());
          types.name(
              each.type(), component.type(new DefType.ResourceTypeDecl(NumType.I32, destructor)));
        });
  }

  private int codeInstance(String codeText, int memory) {
    CoreModule module = parse("code.wat", codeText);
    Map<String, List<CoreInstanceDef.InlineExport>> given = new LinkedHashMap<>();
    List<CanonOption> options = options(memory);
    for (Import each : module.imports()) {
      if (each.module().equals("memory")) {
        continue;
      }
      int function =
          switch (each.module()) {
            case "new" -> component.resourceNew(types.index(resources.type(each.name())));
            case "rep" -> component.resourceRep(types.index(resources.type(each.name())));
            case "drop" -> component.resourceDrop(types.index(resources.type(each.name())));
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

  private int lower(String key, List<CanonOption> options) {
    BridgeFunctions.Real function = functions.real().get(key);
    Integer instance = function == null ? null : realInstances.get(function.group());
    if (function == null || instance == null) {
      throw new IllegalStateException("no real function " + key);
    }
    int index = component.aliasExport(Sort.FUNC, instance, function.name());
    return component.lower(index, text.needsMemory(function.type()) ? options : List.of());
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
          if (resources.own(resource).isPresent()) {
            int defined = types.index(resource);
            types.name(resource, component.export(ExternName.of(name), Sort.TYPE, defined));
          }
        });
    functions
        .exported()
        .forEach((group, answers) -> {
          Map<String, Integer> lifted = new LinkedHashMap<>();
          answers.forEach(
              (name, each) -> lifted.put(name, lift(each, memory, code, options, releases)));
          int instance = InstanceExporter.instance(component, types, group.type(), lifted);
          int named = instance;
          for (String name : group.names()) {
            named = component.export(ExternName.of(name), Sort.INSTANCE, instance);
          }
          // What later interfaces use of this one has to be what was exported: only that has a
          // name.
          types.instance(group.type(), named);
        });
    answeredTypes()
        .forEach((name, entity) -> {
          if (!imports.resources().containsKey(name)) {
            int exported = component.export(ExternName.of(name), Sort.TYPE, types.index(entity));
            types.name(entity, exported);
          }
        });
    functions
        .alone()
        .forEach((name, each) ->
            component.export(
                ExternName.of(name), Sort.FUNC, lift(each, memory, code, options, releases)));
  }

  private int lift(
      BridgeFunctions.Exported each,
      int memory,
      int code,
      List<CanonOption> options,
      Map<String, Integer> releases) {
    FunctionType type = each.type();
    int function = component.aliasCoreExport(CoreSort.FUNC, code, each.core());
    List<CanonOption> used = new ArrayList<>();
    if (text.needsMemory(type)) {
      used.addAll(options);
      String release = text.release(type);
      used.add(
          new CanonOption.PostReturn(
              releases.computeIfAbsent(
                  release, name -> component.aliasCoreExport(CoreSort.FUNC, memory, name))));
    }
    return component.lift(function, used, types.index(type));
  }
}
