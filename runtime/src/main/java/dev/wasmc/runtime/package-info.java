/// Links and runs components: plans, instances, handle tables, tasks and host functions.
package dev.wasmc.runtime;
