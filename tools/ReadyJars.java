import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// Rewrites the jars of a folder so that programs start sooner: `ReadyJars FOLDER`.
///
/// The JVM's archives take no classes older than Java 6, whose methods have no stack maps: these
/// get maps and a later version. And they hold no call sites of pattern switches, for each of which
/// the JVM makes a class at every start: these call a method of their own class in place of it.
final class ReadyJars {
  /** What is older has no stack maps. */
  private static final int FIRST_WITH_MAPS = 50;

  private static final String BOOTSTRAPS = "java/lang/runtime/SwitchBootstraps";
  private static final String TYPE_SWITCH = "typeSwitch";

  private final ClassFile files;

  private ReadyJars(List<Path> jars) {
    URL[] urls = jars.stream().map(ReadyJars::url).toArray(URL[]::new);
    files =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(
                    new URLClassLoader(urls, ClassLoader.getPlatformClassLoader()))));
  }

  public static void main(String[] args) throws IOException {
    List<Path> jars;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      jars = all.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
    }
    ReadyJars ready = new ReadyJars(jars);
    Map<Path, byte[]> rewritten = new LinkedHashMap<>();
    for (Path jar : jars) {
      rewritten.put(jar, ready.jar(jar));
    }
    for (Map.Entry<Path, byte[]> each : rewritten.entrySet()) {
      Files.write(each.getKey(), each.getValue());
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private byte[] jar(Path path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarFile in = new JarFile(path.toFile());
        JarOutputStream out = new JarOutputStream(bytes)) {
      for (JarEntry entry : (Iterable<JarEntry>) in.stream()::iterator) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        try (InputStream content = in.getInputStream(entry)) {
          byte[] old = content.readAllBytes();
          out.write(entry.getName().endsWith(".class") ? ready(old) : old);
        }
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private byte[] ready(byte[] bytes) {
    ClassModel model = files.parse(bytes);
    if (model.isModuleInfo()) {
      return bytes;
    }
    Switches switches = new Switches(model);
    if (model.majorVersion() < FIRST_WITH_MAPS) {
      return files.transformClass(
          model,
          ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
              .andThen((builder, element) ->
                  builder.with(
                      element instanceof ClassFileVersion
                          ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                          : element)));
    }
    return switches.isEmpty() ? bytes : files.transformClass(model, switches.transform());
  }

  /**
   * The pattern switches of a class over types alone, those over the same types in the same order
   * as one.
   */
  private static final class Switches {
    private record Kind(MethodTypeDesc type, List<ClassEntry> cases) {}

    private final ClassModel model;
    private final Map<Kind, String> names = new LinkedHashMap<>();

    Switches(ClassModel model) {
      this.model = model;
      model.methods().stream()
          .flatMap(method -> method.code().stream())
          .flatMap(code -> code.elementStream())
          .forEach(element -> {
            Kind kind = element instanceof InvokeDynamicInstruction call ? kind(call) : null;
            if (kind != null) {
              names.putIfAbsent(kind, TYPE_SWITCH + "$" + names.size());
            }
          });
    }

    boolean isEmpty() {
      return names.isEmpty();
    }

    /** Null where it is none, or has constants among its cases. */
    private static Kind kind(InvokeDynamicInstruction call) {
      var bootstrap = call.invokedynamic().bootstrap();
      var method = bootstrap.bootstrapMethod().reference();
      if (!method.owner().asInternalName().equals(BOOTSTRAPS)
          || !method.name().equalsString(TYPE_SWITCH)) {
        return null;
      }
      List<ClassEntry> cases = new ArrayList<>();
      for (LoadableConstantEntry argument : bootstrap.arguments()) {
        if (!(argument instanceof ClassEntry type)) {
          return null;
        }
        cases.add(type);
      }
      return new Kind(call.typeSymbol(), List.copyOf(cases));
    }

    ClassTransform transform() {
      boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
      CodeTransform calls =
          (builder, element) -> {
            Kind kind = element instanceof InvokeDynamicInstruction call ? kind(call) : null;
            if (kind == null) {
              builder.with(element);
            } else {
              builder.invokestatic(
                  model.thisClass().asSymbol(), names.get(kind), kind.type(), inInterface);
            }
          };
      return ClassTransform.transformingMethodBodies(calls)
          .andThen(
              ClassTransform.endHandler(builder ->
                  names.forEach((kind, name) ->
                      builder.withMethodBody(
                          name,
                          kind.type(),
                          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                          code -> write(code, kind)))));
    }

    /** As {@link java.lang.runtime.SwitchBootstraps#typeSwitch} has it. */
    private static void write(CodeBuilder code, Kind kind) {
      int count = kind.cases().size();
      List<Label> labels = Stream.generate(code::newLabel).limit(count + 1L).toList();
      Label notNull = code.newLabel();
      code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
      List<SwitchCase> starts = new ArrayList<>();
      for (int i = 1; i < count; i++) {
        starts.add(SwitchCase.of(i, labels.get(i)));
      }
      if (starts.isEmpty()) {
        code.iload(1).ifne(labels.get(count));
      } else {
        starts.addFirst(SwitchCase.of(0, labels.getFirst()));
        code.iload(1).tableswitch(0, count - 1, labels.get(count), starts);
      }
      for (int i = 0; i < count; i++) {
        code.labelBinding(labels.get(i))
            .aload(0)
            .instanceOf(kind.cases().get(i))
            .ifeq(labels.get(i + 1))
            .loadConstant(i)
            .ireturn();
      }
      code.labelBinding(labels.get(count)).loadConstant(count).ireturn();
    }
  }
}
