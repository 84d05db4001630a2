package dev.wasmc.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the packages to the design: what each may use of the others, and of libraries. */
final class ArchitectureTest {
  private static final String ROOT = "dev.wasmc.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages("dev.wasmc");

  /** Each with its sub-packages, and what it may use besides itself. */
  private static final SequencedMap<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("source", List.of());
    MAY_USE.put("semver", List.of());
    MAY_USE.put("names", List.of());
    MAY_USE.put("wit", List.of("source", "semver", "names"));
    // Apart from the rest of its package: who reads WIT needs no Markdown.
    MAY_USE.put("wit.doc", List.of("semver", "wit"));
    MAY_USE.put("wasm", List.of("source"));
    MAY_USE.put("component", List.of("source", "semver", "names", "wasm"));
    MAY_USE.put("abi", List.of("source", "wasm", "component"));
    // Apart from the rest of its package: what a core signature must be is the ABI's to say.
    MAY_USE.put(
        "component.validate", List.of("source", "semver", "names", "wasm", "component", "abi"));
    MAY_USE.put("wave", List.of("source", "component"));
    MAY_USE.put(
        "bindings",
        List.of(
            "source", "semver", "names", "wit", "wasm", "component", "component.validate", "abi"));
    MAY_USE.put(
        "capability",
        List.of("source", "wasm", "component", "component.validate", "wave", "bindings"));
    MAY_USE.put("compose", componentModel());
    MAY_USE.put("virtualize", with(componentModel(), "compose"));
    MAY_USE.put("engine", componentModel());
    MAY_USE.put("runtime", with(componentModel(), "engine"));
    MAY_USE.put("wasi", with(componentModel(), "engine", "runtime"));
    MAY_USE.put(
        "sandbox", with(componentModel(), "compose", "virtualize", "engine", "runtime", "wasi"));
    MAY_USE.put("cli", MAY_USE.keySet().stream().toList());
  }

  private static List<String> componentModel() {
    return List.of(
        "source",
        "semver",
        "wit",
        "wasm",
        "component",
        "component.validate",
        "abi",
        "wave",
        "bindings",
        "capability");
  }

  private static List<String> with(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  /** Libraries, and the packages that may know them. */
  private static final SequencedMap<String, List<String>> LIBRARIES = new LinkedHashMap<>();

  static {
    LIBRARIES.put("org.antlr", List.of("wit", "compose"));
    LIBRARIES.put("org.commonmark", List.of("wit.doc"));
    LIBRARIES.put("org.objectweb.asm", List.of("engine"));
    LIBRARIES.put("picocli", List.of("cli"));
    LIBRARIES.put("com.fasterxml.jackson", List.of("wit", "bindings", "capability", "cli"));
  }

  @TestFactory
  Stream<DynamicTest> packagesUseWhatTheyMay() {
    return MAY_USE.entrySet().stream()
        .map(row ->
            dynamicTest(
                row.getKey(),
                () ->
                    classes()
                        .that(isInRow(row.getKey()))
                        .should()
                        .onlyDependOnClassesThat(
                            isInRow(with(row.getValue(), row.getKey()).toArray(String[]::new))
                                .or(resideOutsideOfWasmc()))
                        .check(CLASSES)));
  }

  @TestFactory
  Stream<DynamicTest> librariesStayWhereTheyBelong() {
    return LIBRARIES.entrySet().stream()
        .map(row ->
            dynamicTest(
                row.getKey(),
                () ->
                    noClasses()
                        .that(resideInAPackage("dev.wasmc.."))
                        .and()
                        .resideOutsideOfPackages(packages(row.getValue()))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(row.getKey() + "..")
                        .check(CLASSES)));
  }

  @Test
  void everyPackageHasItsRow() {
    classes()
        .that()
        .resideOutsideOfPackage("dev.wasmc.tests..")
        .should()
        .resideInAnyPackage(packages(List.copyOf(MAY_USE.keySet())))
        .check(CLASSES);
  }

  @Test
  void noCycles() {
    slices().assignedFrom(new Rows()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheCommandTouchesTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.wasmc.cli..", "dev.wasmc.tests..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "getenv")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> isInRow(String... rows) {
    return DescribedPredicate.describe(
        "are in " + String.join(", ", rows), type -> List.of(rows).contains(row(type)));
  }

  /** The longest row that a class's package starts with. */
  private static String row(JavaClass type) {
    return MAY_USE.keySet().stream()
        .filter(row -> (type.getPackageName() + ".").startsWith(ROOT + row + "."))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static final class Rows implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String row = row(type);
      return row.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(row);
    }

    @Override
    public String getDescription() {
      return "the rows of the design";
    }
  }

  private static DescribedPredicate<JavaClass> resideOutsideOfWasmc() {
    return DescribedPredicate.not(resideInAPackage("dev.wasmc.."));
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
  }
}
