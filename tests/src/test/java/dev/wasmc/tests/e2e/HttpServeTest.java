package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that was sealed still serves, at the time it was given, and asks nobody anything. */
final class HttpServeTest {
  private static final String SERVING = "Serving HTTP on ";

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void sealedServer(@TempDir Path folder) throws IOException, InterruptedException {
    Tool.WASMTIME.assume();
    Path file = folder.resolve("sealed.wasm");
    Files.write(
        file,
        Sandbox.compose(Guests.load("http-hello"), List.of(), Optional.of(Sealed.policy()))
            .bytes());
    Process server =
        new ProcessBuilder(
                "wasmtime", "serve", "-S", "cli", "--addr", "127.0.0.1:0", file.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      URI address = URI.create(address(output));
      assertTrue(get(address).body().contains("time: 2000-01-01T00:00:00Z"), get(address).body());
      HttpResponse<String> proxied = get(address.resolve("proxy?url=" + address));
      assertEquals(502, proxied.statusCode());
      assertEquals("failed: HTTP-request-denied", proxied.body().strip());
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static String address(BufferedReader output) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(SERVING)) {
        return line.substring(SERVING.length());
      }
      said.append(line).append('\n');
    }
    throw new AssertionError(said);
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
