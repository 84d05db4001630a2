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
store = wasmtime.Store(wasmtime.Engine())
if code[6] == 0:
    instance = wasmtime.Instance(store, wasmtime.Module(store.engine, code), [])
    run = instance.exports(store)[export]
else:
    linker = wasmtime.component.Linker(store.engine)
    instance = linker.instantiate(store, wasmtime.component.Component(store.engine, code))
    run = instance.get_func(store, export)
if run(store, argument) != result:
    sys.exit("wrong result")
first = time.perf_counter() - start



def stretch():
    times = []
    end = time.perf_counter() + STRETCH_SECONDS
    while time.perf_counter() < end:
        before = time.perf_counter()
        answer = run(store, argument)
        times.append(time.perf_counter() - before)
        if answer != result:
            sys.exit("wrong result")
    return sorted(times)[len(times) // 2]


end = time.perf_counter() + warm
while time.perf_counter() < end:
    run(store, argument)
medians = []
end = time.perf_counter() + (MEASURED_SECONDS if warm else 0)
while time.perf_counter() < end:
    medians.append(stretch())
median = min(medians, default=0.0)
print(f"first={first * 1000} median={median * 1000}")
