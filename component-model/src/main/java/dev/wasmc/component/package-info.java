/**
 * Components as they are written: the model that binary codec and text format share.
 *
 * <pre>
 * Component  ::= Definition*
 * Definition ::= CoreModuleDef | CoreInstanceDef | CoreTypeDef | NestedComponent | InstanceDef | Alias | TypeDef | Canon | StartDef
 *              | ImportDef | ExportDef | CustomDef
 * TypeDef    ::= DefType
 * DefType    ::= DefValType | FuncTypeDecl | ComponentTypeDecl | InstanceTypeDecl | ResourceTypeDecl
 * ValTypeRef ::= PrimitiveType | index
 * </pre>
 *
 * Everything refers to everything by index, as in the binary format of the component model;
 * definitions keep their order. Types with the indices resolved are in {@code
 * dev.wasmc.component.types}.
 */
package dev.wasmc.component;
