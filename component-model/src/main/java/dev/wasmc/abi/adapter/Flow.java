package dev.wasmc.abi.adapter;

/** The way that values go: parameters from caller to callee, results back. */
record Flow(Endpoint from, Endpoint to) {}
