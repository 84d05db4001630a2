"""Measures one kernel on wasmtime: prints what KernelProcess prints.

Arguments: the file, the kernel's argument and result, the seconds to warm up, the function.
"""
import sys
import time

import wasmtime
import wasmtime.component

MEASURED_SECONDS = 3
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
first = time.perf_counter() - start


def stretch(measured):
    times = []
    end = time.perf_counter() + STRETCH_SECONDS
    while time.perf_counter() < end:
        before = time.perf_counter()
        answer = measured()
        times.append(time.perf_counter() - before)
        if answer != result:
            sys.exit("wrong result")
    return sorted(times)[len(times) // 2]


end = time.perf_counter() + warm
while time.perf_counter() < end:
    call()
if not warm:
    call = lambda: instantiate()()
medians = []
end = time.perf_counter() + MEASURED_SECONDS
while time.perf_counter() < end:
    medians.append(stretch(call))
print(f"first={first * 1000} median={min(medians) * 1000}")
