package dev.wasmc.runtime;

import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.FunctionCodec;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.abi.PointerType;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.Function;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.plan.Initializer;
import dev.wasmc.wasm.FuncType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code canon lower} of a host function: what core code of the guest calls. */
final class LoweredImport {
  private final ComponentInstance component;
  private final Initializer.LowerImport lower;
  private final HostFunction host;
  private final FunctionCodec codec;
  private final FuncType type;
  private final InstanceState caller;

  LoweredImport(ComponentInstance component, Initializer.LowerImport lower) {
    this.component = component;
    this.lower = lower;
    HostFunction function = component.linked().functions().get(lower.function());
    if (function == null) {
      throw new IllegalStateException("not linked: " + lower.function().name());
    }
    this.host = function;
    this.codec = component.codecs().of(lower.type());
    this.type = new CoreSignatures(PointerType.I32).lower(lower.type());
    this.caller = component.state(lower.options().instance());
  }

  Function function() {
    return dev.wasmc.engine.HostFunction.ofArrays(type, this::call);
  }

  private void call(long[] numbers, @Nullable Object[] references) {
    try {
      caller.checkLeave();
      BorrowScope call = new BorrowScope();
      LiftLowerContext context = component.context(lower.options(), lower.resources(), call);
      long[] flat = Arrays.copyOf(numbers, type.params().size());
      List<Value> arguments = codec.liftParams(context, flat);
      Value result = host.call(component.hostContext(), arguments);
      long[] results = codec.lowerResult(context, result, flat);
      call.end();
      System.arraycopy(results, 0, numbers, 0, results.length);
    } catch (RuntimeException e) {
      throw GuestTraps.translate(e);
    }
  }
}
