package dev.wasmc.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemCallTest {
  private static final Pattern NUMBER =
      Pattern.compile("(?m)^#define __NR(?:3264)?_(\\w+)\\s+(\\d+)$");

  @ParameterizedTest
  @CsvSource({
    "false, /usr/include/x86_64-linux-gnu/asm/unistd_64.h",
    "true, /usr/include/asm-generic/unistd.h"
  })
  void numbersAreThoseOfTheHeaders(boolean arm, Path header) throws IOException {
    assumeTrue(Files.isReadable(header), () -> header + " is not there");
    Map<String, Integer> known = new HashMap<>();
    Matcher matcher = NUMBER.matcher(Files.readString(header));
    while (matcher.find()) {
      known.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
    }
    for (SystemCall call : SystemCall.values()) {
      assertEquals(known.get(call.name().toLowerCase(Locale.ROOT)), call.number(arm), call.name());
    }
  }

  @Test
  void saysWhatTheErrorNumberMeans() {
    assumeTrue(Folders.BY_DESCRIPTOR, "needs Linux");
    FileException e = assertThrows(FileException.class, () -> SystemCall.FSYNC.call(-1));
    assertEquals(ErrorCode.BAD_DESCRIPTOR, e.code());
  }
}
