package dev.wasmc.bindings;

import dev.wasmc.component.Component;
import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.DefType;
import dev.wasmc.component.Definition;
import dev.wasmc.component.ExportDef;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.Sort;
import dev.wasmc.component.TypeDef;
import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.component.names.ComponentNames;
import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.binary.FileKind;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.ResolveChecker;
import dev.wasmc.wit.WitParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the binary form of a WIT package, see {@link WitPackageEncoder}. */
public final class WitPackageDecoder {
  /** What WIT has words for, experimental or not. */
  static final Set<ComponentFeature> FEATURES =
      Collections.unmodifiableSet(
          EnumSet.of(
              ComponentFeature.ASYNC,
              ComponentFeature.ERROR_CONTEXT,
              ComponentFeature.FIXED_LENGTH_LISTS,
              ComponentFeature.MAP,
              ComponentFeature.IMPLEMENTS,
              ComponentFeature.NESTED_NAMES,
              ComponentFeature.CANONICAL_NAMES));

  private final String file;
  private final TypesToWit reader = new TypesToWit(true);
  private @Nullable PackageName main;

  private WitPackageDecoder(String file) {
    this.file = file;
  }

  /**
   * The package, and of those that it needs as much as it uses.
   *
   * @param file the name for messages
   * @throws DiagnosticException for what is no valid component, or no WIT package
   */
  public static WitParser.Parsed decode(String file, ByteSlice bytes) {
    return decode(file, validate(file, bytes));
  }

  /** A component with everything allowed that a WIT package may have. */
  public static ValidatedComponent validate(String file, ByteSlice bytes) {
    FileKind.expect(FileKind.COMPONENT, file, bytes);
    return ComponentValidator.validate(
        file,
        ComponentDecoder.decode(file, bytes),
        FEATURES,
        Features.SUPPORTED,
        at -> new Place.InBytes(file, at));
  }

  /**
   * Whether a component is a WIT package by its outer form: it exports component types alone, or it
   * is empty and has the name of a package.
   */
  public static boolean isPackage(ValidatedComponent component) {
    return component.type().imports().isEmpty()
        && (component.type().exports().isEmpty()
            ? emptyPackage(component.component()).isPresent()
            : component.type().exports().values().stream()
                .allMatch(export ->
                    export instanceof TypeEntity entity && entity.type() instanceof ComponentType));
  }

  /** The name of a package without interfaces and worlds. */
  private static Optional<PackageName> emptyPackage(Component component) {
    boolean isDocumented = false;
    for (Definition definition : component.definitions()) {
      if (!(definition instanceof CustomDef custom)) {
        return Optional.empty();
      }
      isDocumented |= custom.name().equals(PackageDocs.SECTION);
    }
    return isDocumented
        ? ComponentNames.of(component).component().flatMap(WitPackageDecoder::packageName)
        : Optional.empty();
  }

  private static Optional<PackageName> packageName(String text) {
    int version = text.indexOf('@');
    int end = version < 0 ? text.length() : version;
    // Only the names of interfaces have a parser, as components have no other names of packages.
    String member = text.substring(0, end) + "/any" + text.substring(end);
    return ParsedName.of(member, FEATURES)
        .flatMap(parsed ->
            parsed instanceof ParsedName.InterfaceName name
                ? TypesToWit.packageName(name, ExternName.of(member))
                : Optional.empty());
  }

  public static WitParser.Parsed decode(String file, ValidatedComponent component) {
    return new WitPackageDecoder(file).run(component);
  }

  private WitParser.Parsed run(ValidatedComponent component) {
    if (!isPackage(component)) {
      throw problem("it does not consist of exported component types");
    }
    Map<String, ExternNames> names = externNames(component.component());
    component
        .type()
        .exports()
        .forEach((name, export) -> {
          if (export instanceof TypeEntity entity && entity.type() instanceof ComponentType type) {
            item(name, type, names.getOrDefault(name, ExternNames.NONE));
          }
        });
    if (!reader.leftOut().isEmpty()) {
      throw problem("WIT has no words for `" + reader.leftOut().getFirst() + "`");
    }
    if (main == null) {
      main = emptyPackage(component.component()).orElseThrow(() -> problem("it exports nothing"));
    }
    Resolve resolve = reader.interfaces().finish(main, reader.types());
    // Components may be more than WIT can say.
    ResolveChecker.check(resolve).stream()
        .findFirst()
        .ifPresent(violation -> {
          throw problem(violation);
        });
    PackageId id = resolve.findPackage(main).orElseThrow();
    for (Definition definition : component.component().definitions()) {
      if (definition instanceof CustomDef(var section, var bytes, var at)
          && section.equals(PackageDocs.SECTION)) {
        return new WitParser.Parsed(
            PackageDocs.apply(bytes, resolve, id, new Place.InBytes(file, at)), id);
      }
    }
    return new WitParser.Parsed(resolve, id);
  }

  /** For each export of a type that is defined beside it, the names in that type. */
  private static Map<String, ExternNames> externNames(Component component) {
    List<@Nullable DefType> types = new ArrayList<>();
    Map<String, ExternNames> names = new HashMap<>();
    for (Definition definition : component.definitions()) {
      switch (definition) {
        case TypeDef(var type, _) -> types.add(type);
        case ExportDef(var name, var value, _, _) when value.sort().equals(Sort.TYPE) -> {
          DefType type = value.index() < types.size() ? types.get(value.index()) : null;
          names.put(name.name(), type == null ? ExternNames.NONE : ExternNames.of(type));
          types.add(type);
        }
        default -> {}
      }
    }
    return names;
  }

  private void item(String name, ComponentType type, ExternNames names) {
    if (type.exports().size() != 1) {
      throw problem("the type `" + name + "` does not export one thing");
    }
    Map.Entry<String, EntityType> export = type.exports().firstEntry();
    ParsedName.InterfaceName fullName =
        ParsedName.of(export.getKey(), FEATURES)
            .flatMap(parsed ->
                parsed instanceof ParsedName.InterfaceName found
                    ? Optional.of(found)
                    : Optional.empty())
            .orElseThrow(() -> problem("`" + export.getKey() + "` does not name a package"));
    if (!fullName.interfaceName().equals(name)) {
      throw problem("the type `" + name + "` exports `" + export.getKey() + "`");
    }
    ExternNames.Name written = names.exported(export.getKey());
    PackageName owner =
        TypesToWit.packageName(fullName, written.name())
            .orElseThrow(() -> problem("`" + export.getKey() + "` is not a name in WIT"));
    if (main != null && !main.equals(owner)) {
      throw problem("it is made of two packages, `" + main + "` and `" + owner + "`");
    }
    main = owner;
    switch (export.getValue()) {
      case InstanceType _ -> reader.interfaceWithImports(names, type);
      case ComponentType world -> {
        InterfaceDrafts.DraftWorld draft = reader.interfaces().world(owner, name);
        reader.world(draft.id(), written.inside(), world, draft.imports(), draft.exports());
      }
      default -> throw problem("the type `" + name + "` is neither an interface nor a world");
    }
  }

  private DiagnosticException problem(String reason) {
    return DiagnosticException.error(
        new BindingsProblem.NotAWitPackage(reason), new Place.InInput(file));
  }
}
