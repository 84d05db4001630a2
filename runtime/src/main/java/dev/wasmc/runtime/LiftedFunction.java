package dev.wasmc.runtime;

import dev.wasmc.abi.FunctionCodec;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.Function;
import dev.wasmc.runtime.host.GuestExit;
import dev.wasmc.runtime.plan.CoreDef;
import dev.wasmc.runtime.plan.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code canon lift} with the host as the caller. */
final class LiftedFunction implements GuestFunction {
  private final ComponentInstance component;
  private final Item.Lifted lifted;
  private final FunctionCodec codec;
  private final Function core;
  private final @Nullable Function postReturn;
  private final InstanceState state;
  private final List<InstanceState> entering;

  LiftedFunction(ComponentInstance component, Item.Lifted lifted) {
    this.component = component;
    this.lifted = lifted;
    this.codec = component.codecs().of(lifted.type());
    this.core = component.resolveFunction(lifted.core());
    CoreDef post = lifted.options().postReturn();
    this.postReturn = post == null ? null : component.resolveFunction(post);
    this.state = component.state(lifted.options().instance());
    this.entering = component.entering(null, state);
  }

  @Override
  public FunctionType type() {
    return lifted.type();
  }

  @Override
  public @Nullable Value call(List<Value> arguments) {
    if (component.poisoned()) {
      throw new IllegalStateException("the component trapped in an earlier call");
    }
    try {
      return Border.<@Nullable Value>call(entering, () -> inside(arguments));
    } catch (GuestExit exit) {
      component.poison();
      throw exit;
    } catch (RuntimeException e) {
      component.poison();
      throw GuestTraps.translate(e);
    }
  }

  private @Nullable Value inside(List<Value> arguments) {
    BorrowScope call = new BorrowScope();
    LiftLowerContext context = component.context(lifted.options(), lifted.resources(), call);
    long[] results = core.call(codec.lowerParams(context, arguments));
    Value value = codec.liftResult(context, results);
    call.end();
    if (postReturn != null) {
      state.mayLeave.intValue = 0;
      postReturn.call(results);
      state.mayLeave.intValue = 1;
    }
    return value;
  }
}
