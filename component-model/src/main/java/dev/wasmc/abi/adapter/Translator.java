package dev.wasmc.abi.adapter;

import static dev.wasmc.wasm.NumType.F32;
import static dev.wasmc.wasm.NumType.F64;
import static dev.wasmc.wasm.NumType.I32;
import static dev.wasmc.wasm.NumType.I64;

import dev.wasmc.abi.AbiLimits;
import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.Flattening;
import dev.wasmc.abi.Layout;
import dev.wasmc.abi.Layouts;
import dev.wasmc.abi.PointerType;
import dev.wasmc.abi.Shape;
import dev.wasmc.abi.adapter.Location.Flat;
import dev.wasmc.abi.adapter.Location.InMemory;
import dev.wasmc.abi.adapter.Location.Slot;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes code that takes a value from one location to another.
 *
 * <p>The types of both sides have the same structure and differ in their resources. Where a type
 * would make much code, it gets a function of its own, so that the size of all code is bounded by
 * that of the types.
 */
final class Translator {
  /** Of a type as both sides have it; types are told apart by identity. */
  record Pair(ValueType from, ValueType to) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Pair(ValueType otherFrom, ValueType otherTo)
          && from == otherFrom
          && to == otherTo;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(from) + System.identityHashCode(to);
    }
  }

  private record ListKey(Flow flow, Pair element) {}

  private record OutlineKey(Flow flow, Pair types, boolean fromFlat, boolean toFlat) {}

  private final Assembly assembly;
  private final Layouts layouts = new Layouts(PointerType.I32);
  private final Flattening flattening = new Flattening(PointerType.I32);
  private final TypeFacts facts = new TypeFacts(layouts);
  private final MemoryEmitter memories;
  private final StringEmitter strings;

  Translator(Assembly assembly, MemoryEmitter memories) {
    this.assembly = assembly;
    this.memories = memories;
    this.strings = new StringEmitter(assembly, memories);
  }

  TypeFacts facts() {
    return facts;
  }

  Layouts layouts() {
    return layouts;
  }

  Flattening flattening() {
    return flattening;
  }

  /** Values one after the other. */
  void fields(
      Code code,
      Flow flow,
      List<ValueType> from,
      Location source,
      List<ValueType> to,
      Location target) {
    List<Integer> sourceOffsets = layouts.ofFields(from).fieldOffsets();
    List<Integer> targetOffsets = layouts.ofFields(to).fieldOffsets();
    int flatAt = 0;
    for (int i = 0; i < from.size(); i++) {
      int count = source instanceof Flat || target instanceof Flat ? flat(to.get(i)).size() : 0;
      Pair types = new Pair(from.get(i), to.get(i));
      Location sourcePart = part(source, sourceOffsets.get(i), flatAt, count);
      translate(code, flow, types, sourcePart, part(target, targetOffsets.get(i), flatAt, count));
      flatAt += count;
    }
  }

  private static Location part(Location whole, int offset, int flatAt, int flatCount) {
    return switch (whole) {
      case Flat flat -> flat.part(flatAt, flatCount);
      case InMemory memory -> memory.plus(offset);
    };
  }

  void translate(Code code, Flow flow, Pair types, Location source, Location target) {
    if (facts.cost(types.to()) > TypeFacts.INLINE_COST) {
      callOutlined(code, flow, types, source, target);
    } else {
      inline(code, flow, types, source, target);
    }
  }

  private void inline(Code code, Flow flow, Pair types, Location source, Location target) {
    switch (Shape.of(types.to())) {
      case Shape.Scalar(var primitive) -> {
        if (primitive == PrimitiveType.STRING) {
          string(code, flow, source, target);
        } else {
          scalar(code, primitive, source, target);
        }
      }
      case Shape.Fields(var fields) ->
          fields(
              code, flow, ((Shape.Fields) Shape.of(types.from())).types(), source, fields, target);
      case Shape.Cases(var payloads) -> cases(code, flow, types, payloads, source, target);
      case Shape.Elements(var element) ->
          list(
              code,
              flow,
              new Pair(((Shape.Elements) Shape.of(types.from())).element(), element),
              source,
              target);
      case Shape.Repeated(var element, var length) ->
          repeated(
              code,
              flow,
              new Pair(((Shape.Repeated) Shape.of(types.from())).element(), element),
              length,
              source,
              target);
      case Shape.Bits bits -> {
        int size = layouts.of(types.to()).size();
        address(code, target);
        load(code, source, size, false, I32);
        code.i32(bits.mask()).op(Opcode.I32_AND);
        store(code, target, size, I32);
      }
      case Shape.Handle(var to, var own) -> {
        var from = ((Shape.Handle) Shape.of(types.from())).resource();
        address(code, target);
        load(code, source, 4, false, I32);
        code.call(
            assembly.index(
                new AdapterImport.TransferResource(
                    own, flow.from().instance(), from, flow.to().instance(), to)));
        store(code, target, 4, I32);
      }
      case Shape.End _ -> throw new UnsupportedOperationException("streams and futures");
    }
  }

  private void scalar(Code code, PrimitiveType type, Location source, Location target) {
    address(code, target);
    switch (type) {
      case BOOL -> {
        load(code, source, 1, false, I32);
        code.i32(0).op(Opcode.I32_NE);
        store(code, target, 1, I32);
      }
      case S8, S16 -> {
        int size = type == PrimitiveType.S8 ? 1 : 2;
        load(code, source, size, true, I32);
        if (source instanceof Flat && target instanceof Flat) {
          code.op(size == 1 ? Opcode.I32_EXTEND8_S : Opcode.I32_EXTEND16_S);
        }
        store(code, target, size, I32);
      }
      case U8, U16 -> {
        int size = type == PrimitiveType.U8 ? 1 : 2;
        load(code, source, size, false, I32);
        if (source instanceof Flat && target instanceof Flat) {
          code.i32(size == 1 ? 0xff : 0xffff).op(Opcode.I32_AND);
        }
        store(code, target, size, I32);
      }
      case S32, U32 -> move(code, source, target, 4, I32);
      case S64, U64 -> move(code, source, target, 8, I64);
      case F32 -> move(code, source, target, 4, F32);
      case F64 -> move(code, source, target, 8, F64);
      case CHAR -> {
        int point = code.local(I32);
        load(code, source, 4, false, I32);
        code.tee(point).i32(Character.MAX_CODE_POINT).op(Opcode.I32_GT_U);
        code.get(point)
            .i32(~0x7ff)
            .op(Opcode.I32_AND)
            .i32(Character.MIN_SURROGATE)
            .op(Opcode.I32_EQ);
        code.op(Opcode.I32_OR).trapIf(AbiTrap.INVALID_CHAR).get(point);
        store(code, target, 4, I32);
        code.release(I32, point);
      }
      case STRING -> throw new IllegalArgumentException("a string is no scalar");
      case ERROR_CONTEXT -> throw new UnsupportedOperationException("error contexts");
    }
  }

  private static void move(Code code, Location source, Location target, int size, NumType type) {
    load(code, source, size, false, type);
    store(code, target, size, type);
  }

  private void string(Code code, Flow flow, Location source, Location target) {
    load(code, pointerAt(source, 0), 4, false, I32);
    load(code, pointerAt(source, 1), 4, false, I32);
    code.call(strings.transcode(flow));
    storePair(code, target);
  }

  private void list(Code code, Flow flow, Pair element, Location source, Location target) {
    load(code, pointerAt(source, 0), 4, false, I32);
    load(code, pointerAt(source, 1), 4, false, I32);
    code.call(listFunction(flow, element));
    storePair(code, target);
  }

  /** {@code [address, length] -> [address, length]}. */
  private int listFunction(Flow flow, Pair element) {
    return assembly.helper(
        new ListKey(flow, element),
        new FuncType(List.of(I32, I32), List.of(I32, I32)),
        code -> {
          Layout from = layouts.of(element.from());
          Layout to = layouts.of(element.to());
          int bytes = code.local(I64);
          code.get(1).op(Opcode.I64_EXTEND_I32_U).i64(from.size()).op(Opcode.I64_MUL).tee(bytes);
          code.i64(AbiLimits.MAX_LIST_BYTE_LENGTH)
              .op(Opcode.I64_GT_U)
              .trapIf(AbiTrap.LIST_TOO_LONG);
          code.get(0)
              .i32(from.alignment() - 1)
              .get(bytes)
              .call(memories.rangeCheck(flow.from().memory()));
          int size = code.local(I32);
          int address = code.local(I32);
          code.get(1).i32(to.size()).op(Opcode.I32_MUL).set(size);
          memories.allocate(code, flow.to(), to.alignment(), size);
          code.set(address);
          if (facts.isPlain(element.to())) {
            code.get(address).get(0).get(size).memoryCopy(flow.to().memory(), flow.from().memory());
          } else {
            int left = code.local(I32);
            int at = code.local(I32);
            code.get(1).set(left).get(address).set(at);
            InMemory source = new InMemory(flow.from().memory(), 0, 0);
            elements(code, flow, element, source, new InMemory(flow.to().memory(), at, 0), left);
          }
          code.get(address).get(1);
        });
  }

  /** Moves the bases of both locations behind the last element. */
  private void elements(
      Code code, Flow flow, Pair element, InMemory source, InMemory target, int left) {
    code.block(done ->
        code.loop(top -> {
          code.get(left).op(Opcode.I32_EQZ).brIf(done);
          translate(code, flow, element, source, target);
          code.increase(source.base(), layouts.of(element.from()).size());
          code.increase(target.base(), layouts.of(element.to()).size());
          code.increase(left, -1).br(top);
        }));
  }

  private void repeated(
      Code code, Flow flow, Pair element, int length, Location source, Location target) {
    if (source instanceof InMemory(int fromMemory, int fromBase, int fromOffset)
        && target instanceof InMemory(int toMemory, int toBase, int toOffset)) {
      int from = code.get(fromBase).plus(fromOffset).save(I32);
      int to = code.get(toBase).plus(toOffset).save(I32);
      if (facts.isPlain(element.to())) {
        code.get(to)
            .get(from)
            .i32(length * layouts.of(element.to()).size())
            .memoryCopy(toMemory, fromMemory);
      } else {
        int left = code.i32(length).save(I32);
        elements(
            code,
            flow,
            element,
            new InMemory(fromMemory, from, 0),
            new InMemory(toMemory, to, 0),
            left);
        code.release(I32, left);
      }
      code.release(I32, from);
      code.release(I32, to);
      return;
    }
    // Flat on one side at least, so there are few.
    int count = flat(element.to()).size();
    for (int i = 0; i < length; i++) {
      Location sourcePart = part(source, i * layouts.of(element.from()).size(), i * count, count);
      translate(
          code,
          flow,
          element,
          sourcePart,
          part(target, i * layouts.of(element.to()).size(), i * count, count));
    }
  }

  private void cases(
      Code code,
      Flow flow,
      Pair types,
      List<@Nullable ValueType> to,
      Location source,
      Location target) {
    List<@Nullable ValueType> from = ((Shape.Cases) Shape.of(types.from())).payloads();
    Layout fromLayout = layouts.of(types.from());
    Layout toLayout = layouts.of(types.to());
    int discriminant = code.local(I32);
    load(code, firstSlot(source), fromLayout.discriminantSize(), false, I32);
    code.tee(discriminant).i32(to.size()).op(Opcode.I32_GE_U).trapIf(AbiTrap.INVALID_DISCRIMINANT);
    address(code, target);
    code.get(discriminant);
    store(code, firstSlot(target), toLayout.discriminantSize(), I32);

    // Cases with the same payload share their code; those without one only clear what is left of a
    // flat target.
    List<@Nullable Pair> groups = new ArrayList<>();
    List<Integer> groupOf = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      ValueType payload = to.get(i);
      Pair pair = payload == null ? null : new Pair(Objects.requireNonNull(from.get(i)), payload);
      int group = groups.indexOf(pair);
      if (group < 0) {
        group = groups.size();
        groups.add(pair);
      }
      groupOf.add(group);
    }
    Location fromPayload = payload(source, fromLayout);
    Location toPayload = payload(target, toLayout);
    switchOver(
        code,
        discriminant,
        groups.size(),
        groupOf,
        group -> payload(code, flow, groups.get(group), fromPayload, toPayload));
    code.release(I32, discriminant);
  }

  private static Location firstSlot(Location location) {
    return location instanceof Flat flat ? flat.part(0, 1) : location;
  }

  private static Location payload(Location location, Layout layout) {
    return switch (location) {
      case Flat flat -> flat.rest(1);
      case InMemory memory -> memory.plus(layout.payloadOffset());
    };
  }

  private void payload(
      Code code, Flow flow, @Nullable Pair types, Location source, Location target) {
    int used = 0;
    if (types != null) {
      if (source instanceof Flat || target instanceof Flat) {
        used = flat(types.to()).size();
      }
      Location exactSource = source instanceof Flat flat ? flat.part(0, used) : source;
      translate(
          code,
          flow,
          types,
          exactSource,
          target instanceof Flat flat ? flat.part(0, used) : target);
    }
    if (target instanceof Flat flat) {
      for (Slot slot : flat.rest(used).slots()) {
        code.zero(slot.type()).set(slot.local());
      }
    }
  }

  private static void switchOver(
      Code code, int discriminant, int groups, List<Integer> groupOf, IntConsumer body) {
    if (groups == 1) {
      body.accept(0);
      return;
    }
    if (groupOf.size() == 2) {
      code.get(discriminant)
          .ifElse(() -> body.accept(groupOf.get(1)), () -> body.accept(groupOf.get(0)));
      return;
    }
    code.block(end -> {
      // One block inside the other; behind the end of each is the code of its group.
      List<Code.Label> labels = new ArrayList<>();
      for (int i = 0; i < groups; i++) {
        labels.add(code.open());
      }
      code.get(discriminant)
          .brTable(groupOf.stream().map(group -> labels.get(groups - 1 - group)).toList());
      for (int i = 0; i < groups; i++) {
        code.close();
        body.accept(i);
        code.br(end);
      }
    });
  }

  private void callOutlined(Code code, Flow flow, Pair types, Location source, Location target) {
    boolean fromFlat = source instanceof Flat;
    boolean toFlat = target instanceof Flat;
    List<NumType> flatTypes = fromFlat || toFlat ? flat(types.to()) : List.of();
    List<ValType> params = new ArrayList<>(fromFlat ? flatTypes : List.of(I32));
    if (!toFlat) {
      params.add(I32);
    }
    int function =
        assembly.helper(
            new OutlineKey(flow, types, fromFlat, toFlat),
            new FuncType(params, toFlat ? List.copyOf(flatTypes) : List.of()),
            body -> outlined(body, flow, types, fromFlat, toFlat, flatTypes));
    argument(code, source, flatTypes);
    if (target instanceof Flat flat) {
      code.call(function);
      for (int i = flatTypes.size() - 1; i >= 0; i--) {
        store(code, flat.part(i, 1), 0, flatTypes.get(i));
      }
    } else {
      argument(code, target, flatTypes);
      code.call(function);
    }
  }

  private static void argument(Code code, Location location, List<NumType> flatTypes) {
    switch (location) {
      case Flat flat -> {
        for (int i = 0; i < flatTypes.size(); i++) {
          load(code, flat.part(i, 1), 0, false, flatTypes.get(i));
        }
      }
      case InMemory memory -> code.get(memory.base()).plus(memory.offset());
    }
  }

  private void outlined(
      Code code, Flow flow, Pair types, boolean fromFlat, boolean toFlat, List<NumType> flatTypes) {
    List<Slot> params = new ArrayList<>();
    for (int i = 0; i < flatTypes.size(); i++) {
      params.add(new Slot(i, flatTypes.get(i)));
    }
    Location source = fromFlat ? new Flat(params) : new InMemory(flow.from().memory(), 0, 0);
    if (!toFlat) {
      inline(
          code,
          flow,
          types,
          source,
          new InMemory(flow.to().memory(), fromFlat ? flatTypes.size() : 1, 0));
      return;
    }
    Flat results = locals(code, flatTypes);
    inline(code, flow, types, source, results);
    results.slots().forEach(slot -> code.get(slot.local()));
  }

  /** New locals for a value of these core types. */
  static Flat locals(Code code, List<NumType> types) {
    return new Flat(types.stream().map(type -> new Slot(code.local(type), type)).toList());
  }

  private List<NumType> flat(ValueType type) {
    return flattening.of(type).orElseThrow();
  }

  private static Location pointerAt(Location location, int index) {
    return part(location, index * PointerType.I32.size(), index, 1);
  }

  /** Stores two i32 from the stack, the first below the second. */
  private static void storePair(Code code, Location target) {
    int second = code.save(I32);
    int first = code.save(I32);
    for (int i = 0; i < 2; i++) {
      Location part = pointerAt(target, i);
      address(code, part);
      code.get(i == 0 ? first : second);
      store(code, part, 4, I32);
    }
    code.release(I32, first);
    code.release(I32, second);
  }

  /** What a store needs below its operand. */
  private static void address(Code code, Location target) {
    if (target instanceof InMemory memory) {
      code.get(memory.base());
    }
  }

  /**
   * Of a type narrower than an i32 from memory, with its sign or without; from a local as it is.
   */
  private static void load(Code code, Location source, int size, boolean signed, NumType type) {
    switch (source) {
      case Flat flat -> {
        Slot slot = flat.slots().getFirst();
        code.get(slot.local());
        narrow(code, slot.type(), type);
      }
      case InMemory memory ->
          code.get(memory.base())
              .memory(loadOpcode(size, signed, type), memory.memory(), memory.offset());
    }
  }

  private static void store(Code code, Location target, int size, NumType type) {
    switch (target) {
      case Flat flat -> {
        Slot slot = flat.slots().getFirst();
        widen(code, type, slot.type());
        code.set(slot.local());
      }
      case InMemory memory ->
          code.memory(storeOpcode(size, type), memory.memory(), memory.offset());
    }
  }

  private static Opcode loadOpcode(int size, boolean signed, NumType type) {
    return switch (type) {
      case I64 -> Opcode.I64_LOAD;
      case F32 -> Opcode.F32_LOAD;
      case F64 -> Opcode.F64_LOAD;
      case I32 ->
          switch (size) {
            case 1 -> signed ? Opcode.I32_LOAD8_S : Opcode.I32_LOAD8_U;
            case 2 -> signed ? Opcode.I32_LOAD16_S : Opcode.I32_LOAD16_U;
            default -> Opcode.I32_LOAD;
          };
    };
  }

  private static Opcode storeOpcode(int size, NumType type) {
    return switch (type) {
      case I64 -> Opcode.I64_STORE;
      case F32 -> Opcode.F32_STORE;
      case F64 -> Opcode.F64_STORE;
      case I32 ->
          switch (size) {
            case 1 -> Opcode.I32_STORE8;
            case 2 -> Opcode.I32_STORE16;
            default -> Opcode.I32_STORE;
          };
    };
  }

  /** From the type of a slot to that of the value in it. */
  private static void narrow(Code code, NumType have, NumType want) {
    if (have == want) {
      return;
    }
    if (have == I64 && want == F64) {
      code.op(Opcode.F64_REINTERPRET_I64);
      return;
    }
    if (have == I64) {
      code.op(Opcode.I32_WRAP_I64);
    }
    if (want == F32) {
      code.op(Opcode.F32_REINTERPRET_I32);
    }
  }

  /** From the type of a value to that of a slot for it. */
  private static void widen(Code code, NumType have, NumType want) {
    if (have == want) {
      return;
    }
    switch (have) {
      case F64 -> code.op(Opcode.I64_REINTERPRET_F64);
      case F32 -> {
        code.op(Opcode.I32_REINTERPRET_F32);
        widen(code, I32, want);
      }
      case I32 -> code.op(Opcode.I64_EXTEND_I32_U);
      case I64 -> throw new IllegalArgumentException("i64 is the widest");
    }
  }
}
