package dev.wasmc.runtime;

import dev.wasmc.abi.CallScope;
import dev.wasmc.abi.FunctionCodec;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.Function;
import dev.wasmc.runtime.plan.CoreDef;
import dev.wasmc.runtime.plan.Item;
import dev.wasmc.runtime.plan.PlannedDenial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code canon lift} with the host as the caller. */
final class LiftedFunction implements GuestFunction {
  /** How the caller of an export is called where it meets a denial: a guest can export imports. */
  private static final String HOST = "the host";

  private final ComponentInstance component;
  private final FunctionType type;
  private final FunctionCodec codec;
  private final Function core;
  private final @Nullable Function postReturn;
  private final BoundOptions options;
  private final List<InstanceState> entering;
  private final @Nullable PlannedDenial denial;

  LiftedFunction(ComponentInstance component, Item.Lifted lifted) {
    this.component = component;
    this.type = lifted.type();
    this.codec = component.codecs().of(type);
    this.core = component.resolveFunction(lifted.core());
    CoreDef post = lifted.options().postReturn();
    this.postReturn = post == null ? null : component.resolveFunction(post);
    this.options = new BoundOptions(component, lifted.options(), lifted.resources());
    this.entering = component.entering(null, options.state());
    this.denial = component.plan().denials().get(lifted);
  }

  @Override
  public FunctionType type() {
    return type;
  }

  @Override
  public @Nullable Value call(List<Value> arguments) {
    if (denial != null) {
      component.denials().denied(denial, HOST);
    }
    return component.guarded(() -> Border.<@Nullable Value>call(entering, () -> inside(arguments)));
  }

  private @Nullable Value inside(List<Value> arguments) {
    CallScope call = new CallScope();
    LiftLowerContext context = options.context(call);
    long[] results = core.call(codec.lowerParams(context, arguments));
    Value value = codec.liftResult(context, results);
    call.requireNoBorrows();
    if (postReturn != null) {
      InstanceState state = options.state();
      state.mayLeave.intValue = 0;
      postReturn.call(results);
      state.mayLeave.intValue = 1;
    }
    return value;
  }
}
