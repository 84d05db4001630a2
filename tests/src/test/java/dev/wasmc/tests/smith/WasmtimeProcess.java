package dev.wasmc.tests.smith;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wasmc.tests.WasmtimePython;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;

/** Runs plans on wasmtime, in one process. */
final class WasmtimeProcess implements AutoCloseable {
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  WasmtimeProcess() throws IOException {
    process =
        new ProcessBuilder(WasmtimePython.command("smith/wasmtime_transcript.py"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    in = process.outputWriter();
    out = process.inputReader();
  }

  void send(SmithPlan plan, byte[] wasm) throws IOException {
    in.write(plan.json(wasm));
    in.newLine();
    in.flush();
  }

  /** Of the plan that was sent before. */
  List<String> transcript() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("wasmtime's process ended");
    }
    return new ObjectMapper().readValue(line, new TypeReference<>() {});
  }

  @Override
  public void close() throws IOException {
    in.close();
    process.destroy();
  }
}
