package dev.wasmc.abi.adapter;

import static dev.wasmc.wasm.NumType.I32;
import static dev.wasmc.wasm.NumType.I64;

import dev.wasmc.abi.AbiLimits;
import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.Flattening;
import dev.wasmc.abi.Layout;
import dev.wasmc.abi.Layouts;
import dev.wasmc.abi.PassableTypes;
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
    @SuppressWarnings("ReferenceEquality")
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

  private record ListKey(Flow flow, Pair types) {}

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
      Location sourcePart = Access.part(source, sourceOffsets.get(i), flatAt, count);
      translate(
          code, flow, types, sourcePart, Access.part(target, targetOffsets.get(i), flatAt, count));
      flatAt += count;
    }
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
          Access.scalar(code, primitive, source, target);
        }
      }
      case Shape.Fields(var fields) ->
          fields(
              code, flow, ((Shape.Fields) Shape.of(types.from())).types(), source, fields, target);
      case Shape.Cases(var payloads) -> cases(code, flow, types, payloads, source, target);
      case Shape.Elements _ -> list(code, flow, types, source, target);
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
        Access.address(code, target);
        Access.load(code, source, size, false, I32);
        code.i32(bits.mask()).op(Opcode.I32_AND);
        Access.store(code, target, size, I32);
      }
      case Shape.Handle(var to, var own) -> {
        var from = ((Shape.Handle) Shape.of(types.from())).resource();
        Access.address(code, target);
        Access.load(code, source, 4, false, I32);
        code.call(
            assembly.index(
                new AdapterImport.TransferResource(
                    own, flow.from().instance(), from, flow.to().instance(), to)));
        Access.store(code, target, 4, I32);
      }
      case Shape.End _ -> throw PassableTypes.notAsked("the end of a stream or future");
    }
  }

  private void string(Code code, Flow flow, Location source, Location target) {
    Access.load(code, Access.pointerAt(source, 0), 4, false, I32);
    Access.load(code, Access.pointerAt(source, 1), 4, false, I32);
    code.call(strings.transcode(flow));
    Access.storePair(code, target);
  }

  private void list(Code code, Flow flow, Pair types, Location source, Location target) {
    Access.load(code, Access.pointerAt(source, 0), 4, false, I32);
    Access.load(code, Access.pointerAt(source, 1), 4, false, I32);
    code.call(listFunction(flow, types));
    Access.storePair(code, target);
  }

  /** {@code [address, length] -> [address, length]}. */
  private int listFunction(Flow flow, Pair types) {
    return assembly.helper(
        "[list]",
        new ListKey(flow, types),
        new FuncType(List.of(I32, I32), List.of(I32, I32)),
        code -> {
          // The element type of a map is a new object each time, so lists are told apart by
          // themselves.
          Pair element = new Pair(elementOf(types.from()), elementOf(types.to()));
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

  private static ValueType elementOf(ValueType list) {
    return ((Shape.Elements) Shape.of(list)).element();
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
      Location sourcePart =
          Access.part(source, i * layouts.of(element.from()).size(), i * count, count);
      translate(
          code,
          flow,
          element,
          sourcePart,
          Access.part(target, i * layouts.of(element.to()).size(), i * count, count));
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
    Access.load(code, Access.firstSlot(source), fromLayout.discriminantSize(), false, I32);
    code.tee(discriminant).i32(to.size()).op(Opcode.I32_GE_U).trapIf(AbiTrap.INVALID_DISCRIMINANT);
    Access.address(code, target);
    code.get(discriminant);
    Access.store(code, Access.firstSlot(target), toLayout.discriminantSize(), I32);

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
            "[copy]",
            new OutlineKey(flow, types, fromFlat, toFlat),
            new FuncType(params, toFlat ? List.copyOf(flatTypes) : List.of()),
            body -> outlined(body, flow, types, fromFlat, toFlat, flatTypes));
    argument(code, source, flatTypes);
    if (target instanceof Flat flat) {
      code.call(function);
      for (int i = flatTypes.size() - 1; i >= 0; i--) {
        Access.store(code, flat.part(i, 1), 0, flatTypes.get(i));
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
          Access.load(code, flat.part(i, 1), 0, false, flatTypes.get(i));
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
    Flat results = Access.locals(code, flatTypes);
    inline(code, flow, types, source, results);
    results.slots().forEach(slot -> code.get(slot.local()));
  }

  private List<NumType> flat(ValueType type) {
    return flattening.of(type).orElseThrow();
  }
}
