/**
 * Core WebAssembly modules: the model, its binary codec, text format and validator.
 *
 * <pre>
 * CoreModule   ::= RecType* Import* typeidx* TableDef* MemoryType* Tag* GlobalDef* Export* start? Element* FunctionBody* Data* CustomSection*
 * RecType      ::= SubType+
 * SubType      ::= final? supertype* CompositeType
 * CompositeType::= FuncType | StructType | ArrayType
 * ValType      ::= NumType | VecType | RefType
 * RefType      ::= null? HeapType
 * HeapType     ::= AbstractHeapType | ConcreteHeapType
 * FunctionBody ::= Locals* instruction* (as bytes, read by InstructionReader)
 * ConstExpr    ::= instruction* (as bytes)
 * </pre>
 *
 * Instructions stay in their binary form: a module of 18 MB is decoded without an object for each
 * of its instructions, and what validates, prints or compiles them reads them through {@link
 * dev.wasmc.wasm.InstructionReader}. {@link dev.wasmc.wasm.Opcode} is the one table of
 * instructions. Names are those of the WebAssembly core specification 3.0.
 */
package dev.wasmc.wasm;
