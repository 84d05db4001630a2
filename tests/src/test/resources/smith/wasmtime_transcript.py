"""Runs modules on wasmtime: a plan a line in (SmithPlan), its transcript a line out, both JSON."""
import base64
import json
import struct
import sys
import zlib

import wasmtime


def parse(text):
    kind, _, value = text.partition(":")
    if not value:
        return None if kind == "null" else int(kind)
    if kind in ("f32", "f64"):
        if value == "nan":
            return float("nan")
        return struct.unpack(">f" if kind == "f32" else ">d", bytes.fromhex(value))[0]
    return int(value)


def show(type, value):
    kind = str(type)
    if kind in ("f32", "f64"):
        bits = "nan" if value != value else struct.pack(">f" if kind == "f32" else ">d", value).hex()
        return f"{kind}:{bits}"
    if kind in ("i32", "i64"):
        return f"{kind}:{value}"
    if isinstance(value, wasmtime.Val):
        value = value.value
    if value is None:
        return "null"
    return "set" if isinstance(value, wasmtime.Func) else str(value)


def show_all(types, values):
    return " ".join(show(*each) for each in zip(types, values))


def trap(error):
    return f"trap {error.trap_code.name}" if error.trap_code else f"trap {error.message}"


class Run:
    """One instance: calls, then its state."""

    def __init__(self, module, plan, calls):
        self.plan = plan
        self.lines = []
        self.host_calls = 0
        self.store = wasmtime.Store(engine)
        imports = [
            self.supply(i, each.type, [parse(text) for text in plan["imports"][i]])
            for i, each in enumerate(module.imports)
        ]
        try:
            instance = wasmtime.Instance(self.store, module, imports)
        except wasmtime.Trap as e:
            self.lines.append("instantiate " + trap(e))
            self.state("import", imports)
            return
        exports = instance.exports(self.store).by_index
        for call in calls:
            if not self.call(call["export"], exports[call["export"]], call["arguments"]):
                break
        self.state("export", exports)

    def supply(self, index, type, values):
        if isinstance(type, wasmtime.FuncType):
            return wasmtime.Func(self.store, type, self.host(index, type, values))
        if isinstance(type, wasmtime.GlobalType):
            return wasmtime.Global(self.store, type, values[0])
        if isinstance(type, wasmtime.TableType):
            return wasmtime.Table(self.store, type, None)
        return wasmtime.Memory(self.store, type)

    def host(self, index, type, values):
        def function(*arguments):
            self.host_calls += 1
            if self.host_calls <= self.plan["hostCalls"]:
                self.lines.append(f"host {index} ({show_all(type.params, arguments)})")
            if len(values) > 1:
                return values
            return values[0] if values else None

        return function

    def call(self, index, function, arguments):
        try:
            results = function(self.store, *[parse(text) for text in arguments])
        except wasmtime.Trap as e:
            self.lines.append(f"call {index} {trap(e)}")
            return False
        types = function.type(self.store).results
        values = results if len(types) > 1 else [results]
        self.lines.append(f"call {index} ({show_all(types, values)})")
        return True

    def state(self, word, externs):
        for index, extern in enumerate(externs):
            if isinstance(extern, wasmtime.Global):
                text = show(extern.type(self.store).content, extern.value(self.store))
            elif isinstance(extern, wasmtime.Table):
                type = extern.type(self.store).element
                size = extern.size(self.store)
                text = show_all([type] * size, [extern.get(self.store, i) for i in range(size)])
            elif isinstance(extern, wasmtime.Memory):
                length = extern.data_len(self.store)
                text = f"{length} bytes, crc {zlib.crc32(extern.read(self.store, 0, length)):08x}"
            else:
                continue
            self.lines.append(f"{word} {index} = {text}")


config = wasmtime.Config()
config.parallel_compilation = False
engine = wasmtime.Engine(config)
for line in sys.stdin:
    plan = json.loads(line)
    lines = []
    try:
        module = wasmtime.Module(engine, base64.b64decode(plan["wasm"]))
        for calls in plan["runs"]:
            lines += Run(module, plan, calls).lines
    except wasmtime.WasmtimeError as e:
        lines.append(f"error {e}")
    print(json.dumps(lines), flush=True)
