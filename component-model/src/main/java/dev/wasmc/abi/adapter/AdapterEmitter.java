package dev.wasmc.abi.adapter;

import dev.wasmc.abi.AbiLimits;
import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.Layout;
import dev.wasmc.abi.Shape;
import dev.wasmc.abi.adapter.Location.Flat;
import dev.wasmc.abi.adapter.Location.InMemory;
import dev.wasmc.abi.adapter.Location.Slot;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.ValType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes calls between components that are lifted and lowered without {@code async}, for memories
 * with 32-bit pointers.
 *
 * <p>The order is that of {@code canon_lower} around {@code canon_lift}: the caller may leave and
 * the callee be entered; arguments; the call; the result; {@code post-return}; then the callee can
 * be entered again and what was lent is given back. A trap leaves the flags as they are.
 */
public final class AdapterEmitter {
  private final List<Adapter> adapters;
  private final Assembly assembly = new Assembly();
  private final MemoryEmitter memories = new MemoryEmitter(assembly);
  private final Translator translator = new Translator(assembly, memories);
  private final CoreSignatures signatures = new CoreSignatures(translator.flattening());

  private AdapterEmitter(List<Adapter> adapters) {
    this.adapters = adapters;
  }

  /**
   * One module for all of them. The types must be valid and, between caller and callee, of the same
   * structure.
   *
   * @throws IllegalArgumentException for a type that {@link dev.wasmc.abi.PassableTypes} has an
   *     obstacle for
   */
  public static AdapterModule emit(List<Adapter> adapters) {
    return new AdapterEmitter(adapters).emit();
  }

  private AdapterModule emit() {
    assembly.require(AdapterImport.Trap.TRAP, null);
    for (int i = 0; i < adapters.size(); i++) {
      require(i, adapters.get(i));
    }
    for (int i = 0; i < adapters.size(); i++) {
      Adapter adapter = adapters.get(i);
      int index = i;
      FuncType type = signatures.lower(adapter.caller().type());
      assembly.export(adapter.name(), type, code -> call(code, index, adapter));
    }
    return assembly.finish();
  }

  private void require(int index, Adapter adapter) {
    AdapterSide caller = adapter.caller();
    AdapterSide callee = adapter.callee();
    require(caller);
    require(callee);
    AdapterImport core = new AdapterImport.Callee(index);
    assembly.require(core, signatures.lift(callee.type()));
    assembly.name(core, adapter.name());
    if (adapter.postReturn()) {
      AdapterImport postReturn = new AdapterImport.PostReturn(index);
      assembly.require(postReturn, signatures.postReturn(callee.type()));
      assembly.name(postReturn, adapter.name());
      assembly.require(new AdapterImport.MayLeave(callee.instance()), null);
    }
    assembly.require(new AdapterImport.MayLeave(caller.instance()), null);
    adapter
        .entered()
        .forEach(instance -> assembly.require(new AdapterImport.MayEnter(instance), null));
    if (borrows(callee.type())) {
      assembly.require(new AdapterImport.EnterCall(index), null);
      assembly.require(new AdapterImport.ExitCall(index), null);
    }
    Set<Translator.Pair> seen = new HashSet<>();
    requireTransfers(
        CoreSignatures.paramTypes(caller.type()),
        caller,
        CoreSignatures.paramTypes(callee.type()),
        callee,
        seen);
    seen.clear();
    requireTransfers(
        CoreSignatures.resultTypes(callee.type()),
        callee,
        CoreSignatures.resultTypes(caller.type()),
        caller,
        seen);
  }

  private void require(AdapterSide side) {
    if (side.memory() != AdapterSide.NONE) {
      assembly.require(new AdapterImport.Memory(side.memory()), null);
    }
    if (side.realloc() != AdapterSide.NONE) {
      assembly.require(new AdapterImport.Realloc(side.realloc()), null);
      assembly.require(new AdapterImport.MayLeave(side.instance()), null);
    }
  }

  private void requireTransfers(
      List<ValueType> from,
      AdapterSide fromSide,
      List<ValueType> to,
      AdapterSide toSide,
      Set<Translator.Pair> seen) {
    for (int i = 0; i < from.size(); i++) {
      if (!seen.add(new Translator.Pair(from.get(i), to.get(i)))) {
        continue;
      }
      Shape fromShape = Shape.of(from.get(i));
      Shape toShape = Shape.of(to.get(i));
      if (fromShape instanceof Shape.Handle(var fromType, var own)
          && toShape instanceof Shape.Handle(var toType, _)) {
        assembly.require(
            new AdapterImport.TransferResource(
                own, fromSide.instance(), fromType, toSide.instance(), toType),
            null);
      }
      requireTransfers(
          TypeFacts.parts(fromShape), fromSide, TypeFacts.parts(toShape), toSide, seen);
    }
  }

  private boolean borrows(FunctionType type) {
    return CoreSignatures.paramTypes(type).stream().anyMatch(translator.facts()::borrows);
  }

  private Endpoint endpoint(AdapterSide side) {
    return new Endpoint(
        side.instance(),
        side.encoding(),
        side.memory() == AdapterSide.NONE
            ? AdapterSide.NONE
            : assembly.index(new AdapterImport.Memory(side.memory())),
        side.realloc() == AdapterSide.NONE
            ? AdapterSide.NONE
            : assembly.index(new AdapterImport.Realloc(side.realloc())));
  }

  private void call(Code code, int index, Adapter adapter) {
    AdapterSide caller = adapter.caller();
    AdapterSide callee = adapter.callee();
    Endpoint callerEnd = endpoint(caller);
    Endpoint calleeEnd = endpoint(callee);
    FuncType lowered = signatures.lower(caller.type());
    FuncType lifted = signatures.lift(callee.type());

    code.globalGet(mayLeave(caller)).op(Opcode.I32_EQZ).trapIf(AbiTrap.CANNOT_LEAVE);
    for (int instance : adapter.entered()) {
      code.globalGet(mayEnter(instance)).op(Opcode.I32_EQZ).trapIf(AbiTrap.CANNOT_ENTER);
    }
    adapter.entered().forEach(instance -> code.i32(0).globalSet(mayEnter(instance)));
    boolean borrows = borrows(callee.type());
    if (borrows) {
      code.call(assembly.index(new AdapterImport.EnterCall(index)));
    }

    Flow there = new Flow(callerEnd, calleeEnd);
    List<ValueType> from = CoreSignatures.paramTypes(caller.type());
    List<ValueType> to = CoreSignatures.paramTypes(callee.type());
    boolean spilled = signatures.paramsSpill(caller.type());
    boolean allocates = spilled || to.stream().anyMatch(translator.facts()::allocates);
    Flat arguments =
        guarded(
            code,
            callee,
            allocates,
            () ->
                spilled ? spilledParams(code, there, from, to) : flatParams(code, there, from, to));

    arguments.slots().forEach(slot -> code.get(slot.local()));
    code.call(assembly.index(new AdapterImport.Callee(index)));
    List<Slot> coreResults = new ArrayList<>();
    for (ValType type : lifted.results()) {
      NumType number = (NumType) type;
      coreResults.add(new Slot(code.save(number), number));
    }

    Flow back = new Flow(calleeEnd, callerEnd);
    List<ValueType> resultFrom = CoreSignatures.resultTypes(callee.type());
    List<ValueType> resultTo = CoreSignatures.resultTypes(caller.type());
    boolean resultAllocates = resultTo.stream().anyMatch(translator.facts()::allocates);
    Flat results =
        guarded(
            code,
            caller,
            resultAllocates,
            () -> result(code, back, resultFrom, resultTo, new Flat(coreResults), lowered));

    if (adapter.postReturn()) {
      guarded(
          code,
          callee,
          true,
          () -> {
            coreResults.forEach(slot -> code.get(slot.local()));
            code.call(assembly.index(new AdapterImport.PostReturn(index)));
            return results;
          });
    }
    adapter.entered().forEach(instance -> code.i32(1).globalSet(mayEnter(instance)));
    if (borrows) {
      code.call(assembly.index(new AdapterImport.ExitCall(index)));
    }
    results.slots().forEach(slot -> code.get(slot.local()));
  }

  private interface Part {
    Flat write();
  }

  /** Keeps an instance from calling out while a function of it runs that must not. */
  private Flat guarded(Code code, AdapterSide side, boolean callsGuest, Part part) {
    if (!callsGuest) {
      return part.write();
    }
    int flag = mayLeave(side);
    code.i32(0).globalSet(flag);
    Flat values = part.write();
    code.i32(1).globalSet(flag);
    return values;
  }

  private Flat flatParams(Code code, Flow flow, List<ValueType> from, List<ValueType> to) {
    List<NumType> types =
        translator.flattening().ofAll(to, AbiLimits.MAX_FLAT_PARAMS).orElseThrow();
    List<Slot> params = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      params.add(new Slot(i, types.get(i)));
    }
    Flat arguments = Access.locals(code, types);
    translator.fields(code, flow, from, new Flat(params), to, arguments);
    return arguments;
  }

  private Flat spilledParams(Code code, Flow flow, List<ValueType> from, List<ValueType> to) {
    Layout source = translator.layouts().ofFields(from);
    Layout target = translator.layouts().ofFields(to);
    memories.check(code, flow.from().memory(), 0, source.alignment(), source.size());
    int size = code.i32(target.size()).save(NumType.I32);
    memories.allocate(code, flow.to(), target.alignment(), size);
    int address = code.save(NumType.I32);
    code.release(NumType.I32, size);
    translator.fields(
        code,
        flow,
        from,
        new InMemory(flow.from().memory(), 0, 0),
        to,
        new InMemory(flow.to().memory(), address, 0));
    return new Flat(List.of(new Slot(address, NumType.I32)));
  }

  private Flat result(
      Code code,
      Flow flow,
      List<ValueType> from,
      List<ValueType> to,
      Flat coreResults,
      FuncType lowered) {
    Optional<List<NumType>> types = translator.flattening().ofAll(to, AbiLimits.MAX_FLAT_RESULTS);
    if (types.isPresent()) {
      Flat results = Access.locals(code, types.get());
      translator.fields(code, flow, from, coreResults, to, results);
      return results;
    }
    Layout source = translator.layouts().ofFields(from);
    Layout target = translator.layouts().ofFields(to);
    int address = coreResults.slots().getFirst().local();
    int out = lowered.params().size() - 1;
    memories.check(code, flow.from().memory(), address, source.alignment(), source.size());
    memories.check(code, flow.to().memory(), out, target.alignment(), target.size());
    translator.fields(
        code,
        flow,
        from,
        new InMemory(flow.from().memory(), address, 0),
        to,
        new InMemory(flow.to().memory(), out, 0));
    return new Flat(List.of());
  }

  private int mayLeave(AdapterSide side) {
    return assembly.index(new AdapterImport.MayLeave(side.instance()));
  }

  private int mayEnter(int instance) {
    return assembly.index(new AdapterImport.MayEnter(instance));
  }
}
