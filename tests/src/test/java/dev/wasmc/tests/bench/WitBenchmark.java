package dev.wasmc.tests.bench;

import dev.wasmc.bindings.WitPackageEncoder;
import dev.wasmc.bindings.WitPackages;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Syntax;
import dev.wasmc.wit.WitFormatter;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitPrinter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long WIT takes. The texts are ASCII, so that their length is in bytes too. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class WitBenchmark {
  private static final WitParser PARSER = new WitParser(WitOptions.DEFAULT);

  /** All packages of WASI 0.2 and 0.3. */
  @State(Scope.Benchmark)
  public static class Wasi {
    private final List<WitParser.Source> sources = WitTexts.wasi();
  }

  /** A generated package as text. */
  @State(Scope.Benchmark)
  public static class Text {
    @Param({"10000", "1000000", "10000000"})
    public int length;

    private SourceFile text = WitTexts.generated(0);

    /** Writes it. */
    @Setup
    public void prepare() {
      text = WitTexts.generated(length);
    }
  }

  /** The same as it was read, and in binary form. */
  @State(Scope.Benchmark)
  public static class Package {
    @Param({"10000", "1000000", "10000000"})
    public int length;

    private WitParser.Parsed parsed = PARSER.parse(WitTexts.generated(0));
    private byte[] binary = {};

    /** Reads it, and encodes it. */
    @Setup
    public void prepare() {
      parsed = PARSER.parse(WitTexts.generated(length));
      binary = WitPackageEncoder.encode(parsed.resolve(), parsed.main());
    }
  }

  /** All of WASI in one call, from text in memory. */
  @Benchmark
  public WitParser.Parsed wasi(Wasi wasi) {
    List<WitParser.Source> sources = wasi.sources;
    return PARSER.parse(sources.getFirst(), sources.subList(1, sources.size()), Resolve.EMPTY);
  }

  @Benchmark
  public Syntax.WitFile parse(Text text) {
    return PARSER.parseSyntax(text.text);
  }

  @Benchmark
  public WitParser.Parsed parseAndResolve(Text text) {
    return PARSER.parse(text.text);
  }

  @Benchmark
  public String format(Text text) {
    return WitFormatter.format(text.text);
  }

  @Benchmark
  public String print(Package what) {
    return WitPrinter.printAll(what.parsed.resolve(), what.parsed.main());
  }

  @Benchmark
  public byte[] encode(Package what) {
    return WitPackageEncoder.encode(what.parsed.resolve(), what.parsed.main());
  }

  @Benchmark
  public WitParser.Parsed decode(Package what) {
    return WitPackages.read(WitOptions.DEFAULT.withAllLanguage(), "generated.wasm", what.binary);
  }
}
