/**
 * A component flattened: nested components are interpreted once, as calls that are inlined, and
 * what is left is a list of steps.
 *
 * <pre>
 * ComponentPlan ::= PlannedInstance* PlannedResource* Initializer* export*
 * Initializer   ::= InstantiateModule | LowerImport | FuseAdapter
 * CoreDef       ::= Export | Lowered | Adapter | ResourceNew | ResourceRep | ResourceDrop
 * Item          ::= Function | Instance | Type | Module | Component
 * Function      ::= Lifted | Imported
 * Module        ::= DefinedModule | ImportedModule
 * </pre>
 *
 * Names of imports and index spaces are gone after this phase; what is left of names serves
 * reports. A plan does not depend on hosts, limits or memory, and can be instantiated any number of
 * times.
 */
package dev.wasmc.runtime.plan;
