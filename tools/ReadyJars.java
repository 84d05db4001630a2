import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
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
import java.util.Optional;
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
    Map<Site, String> methods = methods(model);
    return methods.isEmpty() ? bytes : files.transformClass(model, transform(model, methods));
  }

  /** The methods that call sites of a class get, equal ones the same. */
  private static Map<Site, String> methods(ClassModel model) {
    Map<Site, String> methods = new LinkedHashMap<>();
    model.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .flatMap(element -> Site.of(element).stream())
        .forEach(site -> methods.putIfAbsent(site, "site$" + methods.size()));
    return methods;
  }

  private static ClassTransform transform(ClassModel model, Map<Site, String> methods) {
    boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
    CodeTransform calls =
        (builder, element) ->
            Site.of(element)
                .ifPresentOrElse(
                    site ->
                        builder.invokestatic(
                            model.thisClass().asSymbol(),
                            methods.get(site),
                            site.type(),
                            inInterface),
                    () -> builder.with(element));
    return ClassTransform.transformingMethodBodies(calls)
        .andThen(
            ClassTransform.endHandler(builder ->
                methods.forEach((site, name) ->
                    builder.withMethodBody(
                        name,
                        site.type(),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                        site::write))));
  }

  /** A call site that the JVM would link at run time, and the method that does the same. */
  private sealed interface Site {
    MethodTypeDesc type();

    void write(CodeBuilder code);

    static Optional<Site> of(CodeElement element) {
      if (!(element instanceof InvokeDynamicInstruction call)) {
        return Optional.empty();
      }
      var bootstrap = call.invokedynamic().bootstrap();
      var method = bootstrap.bootstrapMethod().reference();
      List<LoadableConstantEntry> arguments = bootstrap.arguments();
      return switch (method.owner().asInternalName() + "." + method.name().stringValue()) {
        case "java/lang/runtime/SwitchBootstraps.typeSwitch" ->
            Case.all(arguments).map(cases -> new TypeSwitch(call.typeSymbol(), cases));
        case "java/lang/runtime/ObjectMethods.bootstrap" ->
            all(MethodHandleEntry.class, arguments.subList(2, arguments.size()))
                .flatMap(getters -> RecordMethod.of(call, getters));
        default -> Optional.empty();
      };
    }

    /** Empty where some are no such constants. */
    private static <T> Optional<List<T>> all(Class<T> kind, List<?> constants) {
      return constants.stream().allMatch(kind::isInstance)
          ? Optional.of(constants.stream().<T>map(kind::cast).toList())
          : Optional.empty();
    }
  }

  /** What a switch has a case for. */
  private sealed interface Case {
    /** Goes on behind where the selector, parameter 0, is something else. */
    void test(CodeBuilder code, Label next);

    /** Empty where some are neither types nor constants of enums. */
    static Optional<List<Case>> all(List<LoadableConstantEntry> labels) {
      List<Case> cases = new ArrayList<>();
      for (LoadableConstantEntry label : labels) {
        if (label instanceof ClassEntry type) {
          cases.add(new OfType(type.asSymbol()));
        } else if (label instanceof ConstantDynamicEntry constant
            && isInvoked(constant, "java/lang/Enum$EnumDesc")
            && constant.bootstrap().arguments().get(1) instanceof ConstantDynamicEntry owner
            && isInvoked(owner, "java/lang/constant/ClassDesc")
            && owner.bootstrap().arguments().get(1) instanceof StringEntry type
            && constant.bootstrap().arguments().get(2) instanceof StringEntry name) {
          cases.add(new OfConstant(ClassDesc.of(type.stringValue()), name.stringValue()));
        } else {
          return Optional.empty();
        }
      }
      return Optional.of(cases);
    }

    /** Whether a constant is the result of {@code of} of a class. */
    private static boolean isInvoked(ConstantDynamicEntry constant, String owner) {
      return constant
              .bootstrap()
              .bootstrapMethod()
              .reference()
              .owner()
              .asInternalName()
              .equals("java/lang/invoke/ConstantBootstraps")
          && constant.name().equalsString("invoke")
          && constant.bootstrap().arguments().getFirst() instanceof MethodHandleEntry method
          && method.reference().owner().asInternalName().equals(owner)
          && method.reference().name().equalsString("of");
    }
  }

  private record OfType(ClassDesc type) implements Case {
    @Override
    public void test(CodeBuilder code, Label next) {
      code.aload(0).instanceOf(type).ifeq(next);
    }
  }

  private record OfConstant(ClassDesc type, String name) implements Case {
    @Override
    public void test(CodeBuilder code, Label next) {
      code.aload(0).getstatic(type, name, type).if_acmpne(next);
    }
  }

  /** As {@link java.lang.runtime.SwitchBootstraps#typeSwitch} has it. */
  private record TypeSwitch(MethodTypeDesc type, List<Case> cases) implements Site {
    @Override
    public void write(CodeBuilder code) {
      int count = cases.size();
      List<Label> labels = Stream.generate(code::newLabel).limit(count + 1L).toList();
      Label notNull = code.newLabel();
      code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
      List<SwitchCase> starts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        starts.add(SwitchCase.of(i, labels.get(i)));
      }
      code.iload(1).tableswitch(0, count - 1, labels.get(count), starts);
      for (int i = 0; i < count; i++) {
        code.labelBinding(labels.get(i));
        cases.get(i).test(code, labels.get(i + 1));
        code.loadConstant(i).ireturn();
      }
      code.labelBinding(labels.get(count)).loadConstant(count).ireturn();
    }
  }

  /** As {@link java.lang.runtime.ObjectMethods#bootstrap} has it. */
  private record RecordMethod(String name, MethodTypeDesc type, List<FieldRefEntry> fields)
      implements Site {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

    static Optional<Site> of(InvokeDynamicInstruction call, List<MethodHandleEntry> getters) {
      String name = call.name().stringValue();
      return name.equals("equals") || name.equals("hashCode")
          ? Optional.of(
              new RecordMethod(
                  name,
                  call.typeSymbol(),
                  getters.stream().map(each -> (FieldRefEntry) each.reference()).toList()))
          : Optional.empty();
    }

    @Override
    public void write(CodeBuilder code) {
      if (name.equals("equals")) {
        equal(code);
      } else {
        hash(code);
      }
    }

    private void equal(CodeBuilder code) {
      ClassDesc own = type.parameterType(0);
      Label differ = code.newLabel();
      Label same = code.newLabel();
      code.aload(0).aload(1).if_acmpeq(same);
      code.aload(1).instanceOf(own).ifeq(differ);
      code.aload(1).checkcast(own).astore(2);
      for (FieldRefEntry field : fields) {
        ClassDesc of = field.typeSymbol();
        code.aload(0).getfield(field).aload(2).getfield(field);
        if (!of.isPrimitive()) {
          code.invokestatic(
                  OBJECTS,
                  "equals",
                  MethodTypeDesc.of(
                      ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
              .ifeq(differ);
        } else {
          code.invokestatic(box(of), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, of, of))
              .ifne(differ);
        }
      }
      code.labelBinding(same).iconst_1().ireturn();
      code.labelBinding(differ).iconst_0().ireturn();
    }

    private void hash(CodeBuilder code) {
      code.iconst_0();
      for (FieldRefEntry field : fields) {
        ClassDesc of = field.typeSymbol();
        code.bipush(31).imul().aload(0).getfield(field);
        code.invokestatic(
            of.isPrimitive() ? box(of) : OBJECTS,
            "hashCode",
            MethodTypeDesc.of(
                ConstantDescs.CD_int, of.isPrimitive() ? of : ConstantDescs.CD_Object));
        code.iadd();
      }
      code.ireturn();
    }

    private static ClassDesc box(ClassDesc primitive) {
      return switch (primitive.descriptorString()) {
        case "Z" -> ConstantDescs.CD_Boolean;
        case "B" -> ConstantDescs.CD_Byte;
        case "C" -> ConstantDescs.CD_Character;
        case "S" -> ConstantDescs.CD_Short;
        case "I" -> ConstantDescs.CD_Integer;
        case "J" -> ConstantDescs.CD_Long;
        case "F" -> ConstantDescs.CD_Float;
        case "D" -> ConstantDescs.CD_Double;
        default -> throw new IllegalArgumentException(primitive.descriptorString());
      };
    }
  }
}
