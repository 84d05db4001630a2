"""Measures one kernel on wasmtime: reads and prints what KernelProcess does.

Arguments: the file, the kernel's argument and result, the seconds to warm up, the function.
"""
import sys
import time

import wasmtime
import wasmtime.component

STRETCH_SECONDS = 0.5

path, argument, result, warm = sys.argv[1], *map(int, sys.argv[2:5])
export = sys.argv[5]
with open(path, "rb") as file:
    code = file.read()

start = time.perf_counter()
engine = wasmtime.Engine()
if code[6] == 0:
    module = wasmtime.Module(engine, code)
else:
    linker = wasmtime.component.Linker(engine)
    component = wasmtime.component.Component(engine, code)


def instantiate():
    store = wasmtime.Store(engine)
    if code[6] == 0:
        run = wasmtime.Instance(store, module, []).exports(store)[export]
    else:
        run = linker.instantiate(store, component).get_func(store, export)
    return lambda: run(store, argument)


call = instantiate()
if call() != result:
    sys.exit("wrong result")
print((time.perf_counter() - start) * 1000, flush=True)
measured = call if warm else lambda: instantiate()()


def stretch():
    times = []
    end = time.perf_counter() + STRETCH_SECONDS
    while time.perf_counter() < end:
        before = time.perf_counter()
        answer = measured()
        times.append(time.perf_counter() - before)
        if answer != result:
            sys.exit("wrong result")
    return sorted(times)[len(times) // 2]


for order in sys.stdin:
    if order.strip() == "warm":
        end = time.perf_counter() + warm
        while time.perf_counter() < end:
            measured()
        print("warm", flush=True)
    else:
        print(stretch() * 1000, flush=True)
