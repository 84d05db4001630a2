package dev.wasmc.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.source.SourceFile;
import java.io.File;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in the README compile as they stand, and run. */
class ReadmeExampleTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(.*?public class (\\w+) .*?)```", Pattern.DOTALL);
  private static final Path ROOT = Path.of(System.getProperty("wasmc.root", ".."));
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir Path folder;

  @Test
  void theFirstProgramRunsAGuest() throws Exception {
    String output = run("Embed", CLASS_PATH, Shared.guests("c-hello.wasm"));
    assertTrue(output.startsWith("Hello from C\n"), output);
    assertTrue(output.contains("denied: wasi:filesystem/preopens@0.2.12.get-directories"), output);
  }

  @Test
  void theSecondProgramAnswersImports() throws Exception {
    String text = Files.readString(ROOT.resolve("wit-examples/universe/universe.wat"));
    Path guest =
        Files.write(
            folder.resolve("guest.wasm"),
            ComponentEncoder.encode(ComponentParser.parse(new SourceFile("universe.wat", text))));
    String output = run("Call", CLASS_PATH, guest);
    assertTrue(output.contains("function-a says: Java; function-b says: "), output);
  }

  @Test
  void theThirdProgramNeedsTheWitParserAlone() throws Exception {
    String alone =
        Arrays.stream(CLASS_PATH.split(File.pathSeparator, -1))
            .filter(part -> part.matches(".*[/\\\\](wit-parser|antlr4-runtime|jspecify)[-/\\\\].*"))
            .collect(Collectors.joining(File.pathSeparator));
    Path wit = folder.resolve("clock.wit");
    Files.writeString(wit, "package a:b; interface i {} world w { import i; import f: func(); }");
    assertEquals("a:b/i\nf\n", run("Wit", alone, wit));
    Files.writeString(wit, "package a:b; world w { import i; }");
    String error = run("Wit", alone, wit);
    assertTrue(error.contains("there is no interface or world `i`"), error);
  }

  private String run(String name, String classPath, Path argument) throws Exception {
    Matcher program = PROGRAM.matcher(Files.readString(ROOT.resolve("README.md")));
    String found = null;
    while (program.find()) {
      if (program.group(2).equals(name)) {
        found = program.group(1);
      }
    }
    Path source =
        Files.writeString(
            folder.resolve(name + ".java"), Objects.requireNonNull(found, "not in the README"));
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-d", folder.toString(), "-cp", classPath),
                null,
                compiler
                    .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                    .getJavaFileObjects(source))
            .call();
    assertTrue(compiled, messages::toString);

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                folder + File.pathSeparator + classPath,
                name,
                argument.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return output;
  }
}
