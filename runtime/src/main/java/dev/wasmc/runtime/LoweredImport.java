package dev.wasmc.runtime;

import dev.wasmc.abi.CallScope;
import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.FunctionCodec;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.abi.PointerType;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.Function;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.plan.Initializer;
import dev.wasmc.wasm.FuncType;
import java.util.List;

/** {@code canon lower} of a host function: what core code of the guest calls. */
final class LoweredImport {
  private final ComponentInstance component;
  private final HostFunction host;
  private final String label;
  private final FunctionCodec codec;
  private final FuncType type;
  private final BoundOptions options;

  LoweredImport(ComponentInstance component, Initializer.LowerImport lower) {
    this.component = component;
    this.host = component.hostFunction(lower.function());
    this.label = lower.function().label();
    this.codec = component.codecs().of(lower.type());
    this.type = new CoreSignatures(PointerType.I32).lower(lower.type());
    this.options = new BoundOptions(component, lower.options(), lower.resources());
  }

  Function function() {
    return dev.wasmc.engine.HostFunction.ofArrays(type, (numbers, _) -> call(numbers));
  }

  /**
   * @param numbers the arguments; the results come in their place
   */
  private void call(long[] numbers) {
    String outer = component.enterHost(label);
    try {
      options.state().checkLeave();
      CallScope call = new CallScope();
      LiftLowerContext context = options.context(call);
      List<Value> arguments = codec.liftParams(context, numbers);
      Value result = host.call(component.hostContext(), arguments);
      long[] results = codec.lowerResult(context, result, numbers);
      call.release();
      System.arraycopy(results, 0, numbers, 0, results.length);
    } catch (RuntimeException e) {
      throw GuestTraps.translate(e);
    } finally {
      component.leaveHost(outer);
    }
  }
}
