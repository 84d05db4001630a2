package dev.wasmc.engine;

import org.jspecify.annotations.Nullable;

/**
 * Defines the classes of a module when the JVM asks for them, which it does when code that names
 * them runs for the first time.
 */
final class ModuleLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String PACKAGE = Naming.binary(Naming.PACKAGE);
  private static final String GROUP = Naming.binary(Naming.GROUP_PREFIX);
  private static final String HOT = Naming.binary(Naming.HOT_PREFIX);
  private static final String RESUMED = Naming.binary(Naming.RESUMED_PREFIX);
  private static final String OBJECT = Naming.binary(Naming.OBJECT_PREFIX);
  private static final String INSTANCE = Naming.binary(Naming.INSTANCE);

  private final Layout layout;
  private final @Nullable AheadCompiler ahead;
  private final Interruption interruption = new Interruption();

  ModuleLoader(String name, Layout layout) {
    super(name, Function.class.getClassLoader());
    this.layout = layout;
    this.ahead = layout.options.ahead() ? new AheadCompiler(layout) : null;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (SignatureClasses.isSignature(name)) {
      return SignatureClasses.find(name.replace('.', '/'));
    }
    return name.startsWith(PACKAGE)
        ? CompilerThread.run(() -> define(name))
        : super.loadClass(name, resolve);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    Class<?> known = findLoadedClass(name);
    if (known != null) {
      return known;
    }
    byte[] bytes = write(name);
    defineClass(name, bytes, 0, bytes.length);
    return Class.forName(name, true, this);
  }

  private byte[] write(String name) throws ClassNotFoundException {
    if (name.equals(INSTANCE)) {
      return InstanceClass.write(layout);
    }
    byte[] further = layout.further(name.replace('.', '/'));
    if (further != null) {
      return further;
    }
    if (name.startsWith(GROUP)) {
      int group = number(name, GROUP);
      return ahead == null ? GroupCompiler.group(layout, group) : ahead.group(group);
    }
    if (name.startsWith(HOT)) {
      return GroupCompiler.hot(layout, number(name, HOT));
    }
    if (name.startsWith(RESUMED)) {
      int loop = name.indexOf(Naming.LOOP_SEPARATOR);
      return GroupCompiler.resumed(
          layout,
          number(name.substring(0, loop), RESUMED),
          Integer.parseInt(name, loop + 1, name.length(), 10));
    }
    if (name.startsWith(OBJECT)) {
      return GroupCompiler.object(layout, number(name, OBJECT));
    }
    throw new ClassNotFoundException(name);
  }

  private static int number(String name, String prefix) {
    return Integer.parseInt(name, prefix.length(), name.length(), 10);
  }

  /** Makes the object of a function. */
  Function object(int function, Instance instance) {
    return CompilerThread.run(() ->
        (Function)
            loadClass(OBJECT + function)
                .getConstructors()[0]
                .newInstance(layout.functionType(function), instance.store, instance));
  }

  Interruption interruption() {
    return interruption;
  }

  Instance instance(CompiledModule module, Store store) {
    return CompilerThread.run(() ->
        (Instance)
            loadClass(INSTANCE)
                .getConstructor(CompiledModule.class, Store.class)
                .newInstance(module, store));
  }
}
