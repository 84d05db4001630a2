package dev.wasmc.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * WIT is a library for others: each of its public types and methods says something. What a record
 * declares says itself, and so do the records that a sealed type lists.
 */
final class PublicCommentsTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("wasmc.root", ".."), "wit-parser/src/main/java");

  /** Finds what is public and has no comment. */
  private static final class Finder extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final DocTrees comments;
    private final List<String> missing = new ArrayList<>();
    private int looked;

    Finder(DocTrees comments) {
      this.comments = comments;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      boolean isTop = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
      if (isTop && type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
        look(type.getSimpleName().toString());
      }
      boolean isSeen =
          type.getModifiers().getFlags().contains(Modifier.PUBLIC) || (!isTop && isInInterface());
      return isSeen ? super.visitClass(type, null) : null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      boolean isOverride =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
      boolean isSeen =
          method.getModifiers().getFlags().contains(Modifier.PUBLIC)
              || (isInInterface() && !method.getModifiers().getFlags().contains(Modifier.PRIVATE));
      if (isSeen && !isOverride && !isConstructorOfRecord(method)) {
        ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
        look(type.getSimpleName() + "." + method.getName());
      }
      return null;
    }

    private boolean isConstructorOfRecord(MethodTree method) {
      return method.getReturnType() == null
          && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    }

    private boolean isInInterface() {
      return getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
    }

    private void look(String name) {
      looked++;
      TreePath path = getCurrentPath();
      if (comments.getDocComment(path) == null) {
        missing.add(name);
      }
    }
  }

  @Test
  void nothingPublicIsWithoutComment() throws Exception {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    try (Stream<Path> files = Files.walk(SOURCES);
        StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources =
          files
              .filter(each -> each.toString().endsWith(".java"))
              // Not exported.
              .filter(each -> !each.toString().contains("grammar"))
              .sorted()
              .toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
      Finder finder = new Finder(DocTrees.instance(task));
      finder.scan(task.parse(), null);
      assertEquals(List.of(), finder.missing);
      assertTrue(finder.looked > 200, finder.looked + " things with comments");
    }
  }
}
