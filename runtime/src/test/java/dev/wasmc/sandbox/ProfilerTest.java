package dev.wasmc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.capability.Policy;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProfilerTest {
  private static final String GUEST =
      """
      (component
        (import "my:host/api" (instance $h (export "wait" (func))))
        (core func $wait (canon lower (func $h "wait")))
        (core module $m
          (import "" "wait" (func $wait))
          (memory 1)
          (func $hot (param i32) (local $x i32)
            (loop $l
              (local.set $x
                (i32.add (i32.mul (local.get $x) (i32.const 1664525)) (i32.const 1013904223)))
              (i32.store (i32.and (local.get $x) (i32.const 0xfffc)) (local.get $x))
              (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
          (func $cold (param i32) (call $hot (local.get 0)))
          (func (export "work") (param i32) (call $cold (local.get 0)))
          (func (export "pause") (call $wait)))
        (core instance $m (instantiate $m (with "" (instance (export "wait" (func $wait))))))
        (func (export "work") (param "times" u32) (canon lift (core func $m "work")))
        (func (export "pause") (canon lift (core func $m "pause"))))
      """;

  private static Profile measure(String function, Value... arguments) {
    GuestComponent guest =
        GuestComponent.load(
            "guest",
            ByteSlice.of(
                ComponentEncoder.encode(ComponentParser.parse(new SourceFile("g.wat", GUEST)))));
    HostInterface host =
        HostInterface.builder("my:host/api", "")
            .function(
                "wait",
                (_, _) -> {
                  LockSupport.parkNanos(300_000_000);
                  return null;
                })
            .build();
    Profiler profiler = new Profiler();
    try (GuestInstance instance =
        Sandbox.prepare(guest, Policy.DENY_ALL, host)
            .instantiate(RunOptions.QUIET.withProfiler(profiler))) {
      instance.call(function, arguments);
    }
    return profiler.profile();
  }

  @Test
  void namesTheHotFunction() {
    Profile profile = measure("work", Value.of(300_000_000));
    Profile.Entry hot = entry(profile, "hot");
    assertEquals("the component", hot.module());
    long all = profile.entries().stream().mapToLong(Profile.Entry::self).sum();
    assertTrue(hot.self() > all / 2, profile::foldedStacks);
    Profile.Entry cold = entry(profile, "cold");
    assertTrue(cold.self() < hot.self() / 10, profile::foldedStacks);
    assertTrue(cold.total() >= hot.self(), profile::foldedStacks);
    assertTrue(profile.table(3).contains("%  hot, the component\n"), () -> profile.table(3));
    assertTrue(
        profile.foldedStacks().contains(";the_component!cold;the_component!hot "),
        profile::foldedStacks);
  }

  @Test
  void namesTheHostFunction() {
    Profile.Entry wait = entry(measure("pause"), "my:host/api.wait");
    assertEquals("host", wait.module());
    assertTrue(wait.self() > 150_000_000, wait::toString);
  }

  private static Profile.Entry entry(Profile profile, String function) {
    return profile.entries().stream()
        .filter(entry -> entry.function().equals(function))
        .findFirst()
        .orElseThrow(() -> new AssertionError(profile.foldedStacks()));
  }
}
