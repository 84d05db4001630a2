package dev.wasmc.wasm;

import static dev.wasmc.wasm.Feature.BULK_MEMORY;
import static dev.wasmc.wasm.Feature.EXCEPTIONS;
import static dev.wasmc.wasm.Feature.FUNCTION_REFERENCES;
import static dev.wasmc.wasm.Feature.GC;
import static dev.wasmc.wasm.Feature.MVP;
import static dev.wasmc.wasm.Feature.REFERENCE_TYPES;
import static dev.wasmc.wasm.Feature.RELAXED_SIMD;
import static dev.wasmc.wasm.Feature.SATURATING_FLOAT_TO_INT;
import static dev.wasmc.wasm.Feature.SIGN_EXTENSION;
import static dev.wasmc.wasm.Feature.SIMD;
import static dev.wasmc.wasm.Feature.TAIL_CALL;
import static dev.wasmc.wasm.Feature.THREADS;
import static dev.wasmc.wasm.Immediate.DATA;
import static dev.wasmc.wasm.Immediate.DATA_MEMORY;
import static dev.wasmc.wasm.Immediate.ELEM;
import static dev.wasmc.wasm.Immediate.ELEM_TABLE;
import static dev.wasmc.wasm.Immediate.F32;
import static dev.wasmc.wasm.Immediate.F64;
import static dev.wasmc.wasm.Immediate.FUNC;
import static dev.wasmc.wasm.Immediate.GLOBAL;
import static dev.wasmc.wasm.Immediate.HEAP;
import static dev.wasmc.wasm.Immediate.I32;
import static dev.wasmc.wasm.Immediate.I64;
import static dev.wasmc.wasm.Immediate.LABEL;
import static dev.wasmc.wasm.Immediate.LABELS;
import static dev.wasmc.wasm.Immediate.LANE;
import static dev.wasmc.wasm.Immediate.LOCAL;
import static dev.wasmc.wasm.Immediate.MEMARG;
import static dev.wasmc.wasm.Immediate.MEMARG_LANE;
import static dev.wasmc.wasm.Immediate.MEMORY;
import static dev.wasmc.wasm.Immediate.MEMORY_MEMORY;
import static dev.wasmc.wasm.Immediate.NONE;
import static dev.wasmc.wasm.Immediate.SHUFFLE;
import static dev.wasmc.wasm.Immediate.TABLE;
import static dev.wasmc.wasm.Immediate.TABLE_TABLE;
import static dev.wasmc.wasm.Immediate.TAG;
import static dev.wasmc.wasm.Immediate.TYPE;
import static dev.wasmc.wasm.Immediate.TYPE_COUNT;
import static dev.wasmc.wasm.Immediate.TYPE_DATA;
import static dev.wasmc.wasm.Immediate.TYPE_ELEM;
import static dev.wasmc.wasm.Immediate.TYPE_FIELD;
import static dev.wasmc.wasm.Immediate.TYPE_TABLE;
import static dev.wasmc.wasm.Immediate.TYPE_TYPE;
import static dev.wasmc.wasm.Immediate.V128;
import static dev.wasmc.wasm.Immediate.VALTYPES;
import static dev.wasmc.wasm.Immediate.ZERO_BYTE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every instruction of WebAssembly 3.0 and of threads: its code, its name in the text format, what
 * follows it, what it takes and gives.
 *
 * <p>Reader, writer, printer, text parser, validator and compiler derive from this table. A
 * signature is written with one letter a value (i = i32, l = i64, f = f32, d = f64, v = v128),
 * operands before the colon and results behind it; an instruction whose type depends on its context
 * has none. Addresses are written as {@code i} and are i64 for a 64-bit memory.
 */
public enum Opcode {
  UNREACHABLE(0x0, "unreachable", NONE, null, MVP),
  NOP(0x1, "nop", NONE, ":", MVP),
  BLOCK(0x2, "block", Immediate.BLOCK, null, MVP),
  LOOP(0x3, "loop", Immediate.BLOCK, null, MVP),
  IF(0x4, "if", Immediate.BLOCK, null, MVP),
  ELSE(0x5, "else", NONE, null, MVP),
  THROW(0x8, "throw", TAG, null, EXCEPTIONS),
  THROW_REF(0xa, "throw_ref", NONE, null, EXCEPTIONS),
  END(0xb, "end", NONE, null, MVP),
  BR(0xc, "br", LABEL, null, MVP),
  BR_IF(0xd, "br_if", LABEL, null, MVP),
  BR_TABLE(0xe, "br_table", LABELS, null, MVP),
  RETURN(0xf, "return", NONE, null, MVP),
  CALL(0x10, "call", FUNC, null, MVP),
  CALL_INDIRECT(0x11, "call_indirect", TYPE_TABLE, null, MVP),
  RETURN_CALL(0x12, "return_call", FUNC, null, TAIL_CALL),
  RETURN_CALL_INDIRECT(0x13, "return_call_indirect", TYPE_TABLE, null, TAIL_CALL),
  CALL_REF(0x14, "call_ref", TYPE, null, FUNCTION_REFERENCES),
  RETURN_CALL_REF(0x15, "return_call_ref", TYPE, null, FUNCTION_REFERENCES),
  DROP(0x1a, "drop", NONE, null, MVP),
  SELECT(0x1b, "select", NONE, null, MVP),
  SELECT_T(0x1c, "select", VALTYPES, null, REFERENCE_TYPES),
  TRY_TABLE(0x1f, "try_table", Immediate.TRY_TABLE, null, EXCEPTIONS),
  LOCAL_GET(0x20, "local.get", LOCAL, null, MVP),
  LOCAL_SET(0x21, "local.set", LOCAL, null, MVP),
  LOCAL_TEE(0x22, "local.tee", LOCAL, null, MVP),
  GLOBAL_GET(0x23, "global.get", GLOBAL, null, MVP),
  GLOBAL_SET(0x24, "global.set", GLOBAL, null, MVP),
  TABLE_GET(0x25, "table.get", TABLE, null, REFERENCE_TYPES),
  TABLE_SET(0x26, "table.set", TABLE, null, REFERENCE_TYPES),
  I32_LOAD(0x28, "i32.load", MEMARG, "i:i", MVP, 2),
  I64_LOAD(0x29, "i64.load", MEMARG, "i:l", MVP, 3),
  F32_LOAD(0x2a, "f32.load", MEMARG, "i:f", MVP, 2),
  F64_LOAD(0x2b, "f64.load", MEMARG, "i:d", MVP, 3),
  I32_LOAD8_S(0x2c, "i32.load8_s", MEMARG, "i:i", MVP, 0),
  I32_LOAD8_U(0x2d, "i32.load8_u", MEMARG, "i:i", MVP, 0),
  I32_LOAD16_S(0x2e, "i32.load16_s", MEMARG, "i:i", MVP, 1),
  I32_LOAD16_U(0x2f, "i32.load16_u", MEMARG, "i:i", MVP, 1),
  I64_LOAD8_S(0x30, "i64.load8_s", MEMARG, "i:l", MVP, 0),
  I64_LOAD8_U(0x31, "i64.load8_u", MEMARG, "i:l", MVP, 0),
  I64_LOAD16_S(0x32, "i64.load16_s", MEMARG, "i:l", MVP, 1),
  I64_LOAD16_U(0x33, "i64.load16_u", MEMARG, "i:l", MVP, 1),
  I64_LOAD32_S(0x34, "i64.load32_s", MEMARG, "i:l", MVP, 2),
  I64_LOAD32_U(0x35, "i64.load32_u", MEMARG, "i:l", MVP, 2),
  I32_STORE(0x36, "i32.store", MEMARG, "ii:", MVP, 2),
  I64_STORE(0x37, "i64.store", MEMARG, "il:", MVP, 3),
  F32_STORE(0x38, "f32.store", MEMARG, "if:", MVP, 2),
  F64_STORE(0x39, "f64.store", MEMARG, "id:", MVP, 3),
  I32_STORE8(0x3a, "i32.store8", MEMARG, "ii:", MVP, 0),
  I32_STORE16(0x3b, "i32.store16", MEMARG, "ii:", MVP, 1),
  I64_STORE8(0x3c, "i64.store8", MEMARG, "il:", MVP, 0),
  I64_STORE16(0x3d, "i64.store16", MEMARG, "il:", MVP, 1),
  I64_STORE32(0x3e, "i64.store32", MEMARG, "il:", MVP, 2),
  MEMORY_SIZE(0x3f, "memory.size", MEMORY, ":i", MVP),
  MEMORY_GROW(0x40, "memory.grow", MEMORY, "i:i", MVP),
  I32_CONST(0x41, "i32.const", I32, ":i", MVP),
  I64_CONST(0x42, "i64.const", I64, ":l", MVP),
  F32_CONST(0x43, "f32.const", F32, ":f", MVP),
  F64_CONST(0x44, "f64.const", F64, ":d", MVP),
  I32_EQZ(0x45, "i32.eqz", NONE, "i:i", MVP),
  I32_EQ(0x46, "i32.eq", NONE, "ii:i", MVP),
  I32_NE(0x47, "i32.ne", NONE, "ii:i", MVP),
  I32_LT_S(0x48, "i32.lt_s", NONE, "ii:i", MVP),
  I32_LT_U(0x49, "i32.lt_u", NONE, "ii:i", MVP),
  I32_GT_S(0x4a, "i32.gt_s", NONE, "ii:i", MVP),
  I32_GT_U(0x4b, "i32.gt_u", NONE, "ii:i", MVP),
  I32_LE_S(0x4c, "i32.le_s", NONE, "ii:i", MVP),
  I32_LE_U(0x4d, "i32.le_u", NONE, "ii:i", MVP),
  I32_GE_S(0x4e, "i32.ge_s", NONE, "ii:i", MVP),
  I32_GE_U(0x4f, "i32.ge_u", NONE, "ii:i", MVP),
  I64_EQZ(0x50, "i64.eqz", NONE, "l:i", MVP),
  I64_EQ(0x51, "i64.eq", NONE, "ll:i", MVP),
  I64_NE(0x52, "i64.ne", NONE, "ll:i", MVP),
  I64_LT_S(0x53, "i64.lt_s", NONE, "ll:i", MVP),
  I64_LT_U(0x54, "i64.lt_u", NONE, "ll:i", MVP),
  I64_GT_S(0x55, "i64.gt_s", NONE, "ll:i", MVP),
  I64_GT_U(0x56, "i64.gt_u", NONE, "ll:i", MVP),
  I64_LE_S(0x57, "i64.le_s", NONE, "ll:i", MVP),
  I64_LE_U(0x58, "i64.le_u", NONE, "ll:i", MVP),
  I64_GE_S(0x59, "i64.ge_s", NONE, "ll:i", MVP),
  I64_GE_U(0x5a, "i64.ge_u", NONE, "ll:i", MVP),
  F32_EQ(0x5b, "f32.eq", NONE, "ff:i", MVP),
  F32_NE(0x5c, "f32.ne", NONE, "ff:i", MVP),
  F32_LT(0x5d, "f32.lt", NONE, "ff:i", MVP),
  F32_GT(0x5e, "f32.gt", NONE, "ff:i", MVP),
  F32_LE(0x5f, "f32.le", NONE, "ff:i", MVP),
  F32_GE(0x60, "f32.ge", NONE, "ff:i", MVP),
  F64_EQ(0x61, "f64.eq", NONE, "dd:i", MVP),
  F64_NE(0x62, "f64.ne", NONE, "dd:i", MVP),
  F64_LT(0x63, "f64.lt", NONE, "dd:i", MVP),
  F64_GT(0x64, "f64.gt", NONE, "dd:i", MVP),
  F64_LE(0x65, "f64.le", NONE, "dd:i", MVP),
  F64_GE(0x66, "f64.ge", NONE, "dd:i", MVP),
  I32_CLZ(0x67, "i32.clz", NONE, "i:i", MVP),
  I32_CTZ(0x68, "i32.ctz", NONE, "i:i", MVP),
  I32_POPCNT(0x69, "i32.popcnt", NONE, "i:i", MVP),
  I32_ADD(0x6a, "i32.add", NONE, "ii:i", MVP),
  I32_SUB(0x6b, "i32.sub", NONE, "ii:i", MVP),
  I32_MUL(0x6c, "i32.mul", NONE, "ii:i", MVP),
  I32_DIV_S(0x6d, "i32.div_s", NONE, "ii:i", MVP),
  I32_DIV_U(0x6e, "i32.div_u", NONE, "ii:i", MVP),
  I32_REM_S(0x6f, "i32.rem_s", NONE, "ii:i", MVP),
  I32_REM_U(0x70, "i32.rem_u", NONE, "ii:i", MVP),
  I32_AND(0x71, "i32.and", NONE, "ii:i", MVP),
  I32_OR(0x72, "i32.or", NONE, "ii:i", MVP),
  I32_XOR(0x73, "i32.xor", NONE, "ii:i", MVP),
  I32_SHL(0x74, "i32.shl", NONE, "ii:i", MVP),
  I32_SHR_S(0x75, "i32.shr_s", NONE, "ii:i", MVP),
  I32_SHR_U(0x76, "i32.shr_u", NONE, "ii:i", MVP),
  I32_ROTL(0x77, "i32.rotl", NONE, "ii:i", MVP),
  I32_ROTR(0x78, "i32.rotr", NONE, "ii:i", MVP),
  I64_CLZ(0x79, "i64.clz", NONE, "l:l", MVP),
  I64_CTZ(0x7a, "i64.ctz", NONE, "l:l", MVP),
  I64_POPCNT(0x7b, "i64.popcnt", NONE, "l:l", MVP),
  I64_ADD(0x7c, "i64.add", NONE, "ll:l", MVP),
  I64_SUB(0x7d, "i64.sub", NONE, "ll:l", MVP),
  I64_MUL(0x7e, "i64.mul", NONE, "ll:l", MVP),
  I64_DIV_S(0x7f, "i64.div_s", NONE, "ll:l", MVP),
  I64_DIV_U(0x80, "i64.div_u", NONE, "ll:l", MVP),
  I64_REM_S(0x81, "i64.rem_s", NONE, "ll:l", MVP),
  I64_REM_U(0x82, "i64.rem_u", NONE, "ll:l", MVP),
  I64_AND(0x83, "i64.and", NONE, "ll:l", MVP),
  I64_OR(0x84, "i64.or", NONE, "ll:l", MVP),
  I64_XOR(0x85, "i64.xor", NONE, "ll:l", MVP),
  I64_SHL(0x86, "i64.shl", NONE, "ll:l", MVP),
  I64_SHR_S(0x87, "i64.shr_s", NONE, "ll:l", MVP),
  I64_SHR_U(0x88, "i64.shr_u", NONE, "ll:l", MVP),
  I64_ROTL(0x89, "i64.rotl", NONE, "ll:l", MVP),
  I64_ROTR(0x8a, "i64.rotr", NONE, "ll:l", MVP),
  F32_ABS(0x8b, "f32.abs", NONE, "f:f", MVP),
  F32_NEG(0x8c, "f32.neg", NONE, "f:f", MVP),
  F32_CEIL(0x8d, "f32.ceil", NONE, "f:f", MVP),
  F32_FLOOR(0x8e, "f32.floor", NONE, "f:f", MVP),
  F32_TRUNC(0x8f, "f32.trunc", NONE, "f:f", MVP),
  F32_NEAREST(0x90, "f32.nearest", NONE, "f:f", MVP),
  F32_SQRT(0x91, "f32.sqrt", NONE, "f:f", MVP),
  F32_ADD(0x92, "f32.add", NONE, "ff:f", MVP),
  F32_SUB(0x93, "f32.sub", NONE, "ff:f", MVP),
  F32_MUL(0x94, "f32.mul", NONE, "ff:f", MVP),
  F32_DIV(0x95, "f32.div", NONE, "ff:f", MVP),
  F32_MIN(0x96, "f32.min", NONE, "ff:f", MVP),
  F32_MAX(0x97, "f32.max", NONE, "ff:f", MVP),
  F32_COPYSIGN(0x98, "f32.copysign", NONE, "ff:f", MVP),
  F64_ABS(0x99, "f64.abs", NONE, "d:d", MVP),
  F64_NEG(0x9a, "f64.neg", NONE, "d:d", MVP),
  F64_CEIL(0x9b, "f64.ceil", NONE, "d:d", MVP),
  F64_FLOOR(0x9c, "f64.floor", NONE, "d:d", MVP),
  F64_TRUNC(0x9d, "f64.trunc", NONE, "d:d", MVP),
  F64_NEAREST(0x9e, "f64.nearest", NONE, "d:d", MVP),
  F64_SQRT(0x9f, "f64.sqrt", NONE, "d:d", MVP),
  F64_ADD(0xa0, "f64.add", NONE, "dd:d", MVP),
  F64_SUB(0xa1, "f64.sub", NONE, "dd:d", MVP),
  F64_MUL(0xa2, "f64.mul", NONE, "dd:d", MVP),
  F64_DIV(0xa3, "f64.div", NONE, "dd:d", MVP),
  F64_MIN(0xa4, "f64.min", NONE, "dd:d", MVP),
  F64_MAX(0xa5, "f64.max", NONE, "dd:d", MVP),
  F64_COPYSIGN(0xa6, "f64.copysign", NONE, "dd:d", MVP),
  I32_WRAP_I64(0xa7, "i32.wrap_i64", NONE, "l:i", MVP),
  I32_TRUNC_F32_S(0xa8, "i32.trunc_f32_s", NONE, "f:i", MVP),
  I32_TRUNC_F32_U(0xa9, "i32.trunc_f32_u", NONE, "f:i", MVP),
  I32_TRUNC_F64_S(0xaa, "i32.trunc_f64_s", NONE, "d:i", MVP),
  I32_TRUNC_F64_U(0xab, "i32.trunc_f64_u", NONE, "d:i", MVP),
  I64_EXTEND_I32_S(0xac, "i64.extend_i32_s", NONE, "i:l", MVP),
  I64_EXTEND_I32_U(0xad, "i64.extend_i32_u", NONE, "i:l", MVP),
  I64_TRUNC_F32_S(0xae, "i64.trunc_f32_s", NONE, "f:l", MVP),
  I64_TRUNC_F32_U(0xaf, "i64.trunc_f32_u", NONE, "f:l", MVP),
  I64_TRUNC_F64_S(0xb0, "i64.trunc_f64_s", NONE, "d:l", MVP),
  I64_TRUNC_F64_U(0xb1, "i64.trunc_f64_u", NONE, "d:l", MVP),
  F32_CONVERT_I32_S(0xb2, "f32.convert_i32_s", NONE, "i:f", MVP),
  F32_CONVERT_I32_U(0xb3, "f32.convert_i32_u", NONE, "i:f", MVP),
  F32_CONVERT_I64_S(0xb4, "f32.convert_i64_s", NONE, "l:f", MVP),
  F32_CONVERT_I64_U(0xb5, "f32.convert_i64_u", NONE, "l:f", MVP),
  F32_DEMOTE_F64(0xb6, "f32.demote_f64", NONE, "d:f", MVP),
  F64_CONVERT_I32_S(0xb7, "f64.convert_i32_s", NONE, "i:d", MVP),
  F64_CONVERT_I32_U(0xb8, "f64.convert_i32_u", NONE, "i:d", MVP),
  F64_CONVERT_I64_S(0xb9, "f64.convert_i64_s", NONE, "l:d", MVP),
  F64_CONVERT_I64_U(0xba, "f64.convert_i64_u", NONE, "l:d", MVP),
  F64_PROMOTE_F32(0xbb, "f64.promote_f32", NONE, "f:d", MVP),
  I32_REINTERPRET_F32(0xbc, "i32.reinterpret_f32", NONE, "f:i", MVP),
  I64_REINTERPRET_F64(0xbd, "i64.reinterpret_f64", NONE, "d:l", MVP),
  F32_REINTERPRET_I32(0xbe, "f32.reinterpret_i32", NONE, "i:f", MVP),
  F64_REINTERPRET_I64(0xbf, "f64.reinterpret_i64", NONE, "l:d", MVP),
  I32_EXTEND8_S(0xc0, "i32.extend8_s", NONE, "i:i", SIGN_EXTENSION),
  I32_EXTEND16_S(0xc1, "i32.extend16_s", NONE, "i:i", SIGN_EXTENSION),
  I64_EXTEND8_S(0xc2, "i64.extend8_s", NONE, "l:l", SIGN_EXTENSION),
  I64_EXTEND16_S(0xc3, "i64.extend16_s", NONE, "l:l", SIGN_EXTENSION),
  I64_EXTEND32_S(0xc4, "i64.extend32_s", NONE, "l:l", SIGN_EXTENSION),
  REF_NULL(0xd0, "ref.null", HEAP, null, REFERENCE_TYPES),
  REF_IS_NULL(0xd1, "ref.is_null", NONE, null, REFERENCE_TYPES),
  REF_FUNC(0xd2, "ref.func", FUNC, null, REFERENCE_TYPES),
  REF_EQ(0xd3, "ref.eq", NONE, null, GC),
  REF_AS_NON_NULL(0xd4, "ref.as_non_null", NONE, null, FUNCTION_REFERENCES),
  BR_ON_NULL(0xd5, "br_on_null", LABEL, null, FUNCTION_REFERENCES),
  BR_ON_NON_NULL(0xd6, "br_on_non_null", LABEL, null, FUNCTION_REFERENCES),
  STRUCT_NEW(0xfb0000, "struct.new", TYPE, null, GC),
  STRUCT_NEW_DEFAULT(0xfb0001, "struct.new_default", TYPE, null, GC),
  STRUCT_GET(0xfb0002, "struct.get", TYPE_FIELD, null, GC),
  STRUCT_GET_S(0xfb0003, "struct.get_s", TYPE_FIELD, null, GC),
  STRUCT_GET_U(0xfb0004, "struct.get_u", TYPE_FIELD, null, GC),
  STRUCT_SET(0xfb0005, "struct.set", TYPE_FIELD, null, GC),
  ARRAY_NEW(0xfb0006, "array.new", TYPE, null, GC),
  ARRAY_NEW_DEFAULT(0xfb0007, "array.new_default", TYPE, null, GC),
  ARRAY_NEW_FIXED(0xfb0008, "array.new_fixed", TYPE_COUNT, null, GC),
  ARRAY_NEW_DATA(0xfb0009, "array.new_data", TYPE_DATA, null, GC),
  ARRAY_NEW_ELEM(0xfb000a, "array.new_elem", TYPE_ELEM, null, GC),
  ARRAY_GET(0xfb000b, "array.get", TYPE, null, GC),
  ARRAY_GET_S(0xfb000c, "array.get_s", TYPE, null, GC),
  ARRAY_GET_U(0xfb000d, "array.get_u", TYPE, null, GC),
  ARRAY_SET(0xfb000e, "array.set", TYPE, null, GC),
  ARRAY_LEN(0xfb000f, "array.len", NONE, null, GC),
  ARRAY_FILL(0xfb0010, "array.fill", TYPE, null, GC),
  ARRAY_COPY(0xfb0011, "array.copy", TYPE_TYPE, null, GC),
  ARRAY_INIT_DATA(0xfb0012, "array.init_data", TYPE_DATA, null, GC),
  ARRAY_INIT_ELEM(0xfb0013, "array.init_elem", TYPE_ELEM, null, GC),
  REF_TEST(0xfb0014, "ref.test", HEAP, null, GC),
  REF_TEST_NULL(0xfb0015, "ref.test", HEAP, null, GC),
  REF_CAST(0xfb0016, "ref.cast", HEAP, null, GC),
  REF_CAST_NULL(0xfb0017, "ref.cast", HEAP, null, GC),
  BR_ON_CAST(0xfb0018, "br_on_cast", Immediate.BR_ON_CAST, null, GC),
  BR_ON_CAST_FAIL(0xfb0019, "br_on_cast_fail", Immediate.BR_ON_CAST, null, GC),
  ANY_CONVERT_EXTERN(0xfb001a, "any.convert_extern", NONE, null, GC),
  EXTERN_CONVERT_ANY(0xfb001b, "extern.convert_any", NONE, null, GC),
  REF_I31(0xfb001c, "ref.i31", NONE, null, GC),
  I31_GET_S(0xfb001d, "i31.get_s", NONE, null, GC),
  I31_GET_U(0xfb001e, "i31.get_u", NONE, null, GC),
  I32_TRUNC_SAT_F32_S(0xfc0000, "i32.trunc_sat_f32_s", NONE, "f:i", SATURATING_FLOAT_TO_INT),
  I32_TRUNC_SAT_F32_U(0xfc0001, "i32.trunc_sat_f32_u", NONE, "f:i", SATURATING_FLOAT_TO_INT),
  I32_TRUNC_SAT_F64_S(0xfc0002, "i32.trunc_sat_f64_s", NONE, "d:i", SATURATING_FLOAT_TO_INT),
  I32_TRUNC_SAT_F64_U(0xfc0003, "i32.trunc_sat_f64_u", NONE, "d:i", SATURATING_FLOAT_TO_INT),
  I64_TRUNC_SAT_F32_S(0xfc0004, "i64.trunc_sat_f32_s", NONE, "f:l", SATURATING_FLOAT_TO_INT),
  I64_TRUNC_SAT_F32_U(0xfc0005, "i64.trunc_sat_f32_u", NONE, "f:l", SATURATING_FLOAT_TO_INT),
  I64_TRUNC_SAT_F64_S(0xfc0006, "i64.trunc_sat_f64_s", NONE, "d:l", SATURATING_FLOAT_TO_INT),
  I64_TRUNC_SAT_F64_U(0xfc0007, "i64.trunc_sat_f64_u", NONE, "d:l", SATURATING_FLOAT_TO_INT),
  MEMORY_INIT(0xfc0008, "memory.init", DATA_MEMORY, "iii:", BULK_MEMORY),
  DATA_DROP(0xfc0009, "data.drop", DATA, ":", BULK_MEMORY),
  MEMORY_COPY(0xfc000a, "memory.copy", MEMORY_MEMORY, "iii:", BULK_MEMORY),
  MEMORY_FILL(0xfc000b, "memory.fill", MEMORY, "iii:", BULK_MEMORY),
  TABLE_INIT(0xfc000c, "table.init", ELEM_TABLE, null, BULK_MEMORY),
  ELEM_DROP(0xfc000d, "elem.drop", ELEM, ":", BULK_MEMORY),
  TABLE_COPY(0xfc000e, "table.copy", TABLE_TABLE, null, BULK_MEMORY),
  TABLE_GROW(0xfc000f, "table.grow", TABLE, null, REFERENCE_TYPES),
  TABLE_SIZE(0xfc0010, "table.size", TABLE, null, REFERENCE_TYPES),
  TABLE_FILL(0xfc0011, "table.fill", TABLE, null, REFERENCE_TYPES),
  V128_LOAD(0xfd0000, "v128.load", MEMARG, "i:v", SIMD, 4),
  V128_LOAD8X8_S(0xfd0001, "v128.load8x8_s", MEMARG, "i:v", SIMD, 3),
  V128_LOAD8X8_U(0xfd0002, "v128.load8x8_u", MEMARG, "i:v", SIMD, 3),
  V128_LOAD16X4_S(0xfd0003, "v128.load16x4_s", MEMARG, "i:v", SIMD, 3),
  V128_LOAD16X4_U(0xfd0004, "v128.load16x4_u", MEMARG, "i:v", SIMD, 3),
  V128_LOAD32X2_S(0xfd0005, "v128.load32x2_s", MEMARG, "i:v", SIMD, 3),
  V128_LOAD32X2_U(0xfd0006, "v128.load32x2_u", MEMARG, "i:v", SIMD, 3),
  V128_LOAD8_SPLAT(0xfd0007, "v128.load8_splat", MEMARG, "i:v", SIMD, 0),
  V128_LOAD16_SPLAT(0xfd0008, "v128.load16_splat", MEMARG, "i:v", SIMD, 1),
  V128_LOAD32_SPLAT(0xfd0009, "v128.load32_splat", MEMARG, "i:v", SIMD, 2),
  V128_LOAD64_SPLAT(0xfd000a, "v128.load64_splat", MEMARG, "i:v", SIMD, 3),
  V128_STORE(0xfd000b, "v128.store", MEMARG, "iv:", SIMD, 4),
  V128_CONST(0xfd000c, "v128.const", V128, ":v", SIMD),
  I8X16_SHUFFLE(0xfd000d, "i8x16.shuffle", SHUFFLE, "vv:v", SIMD),
  I8X16_SWIZZLE(0xfd000e, "i8x16.swizzle", NONE, "vv:v", SIMD),
  I8X16_SPLAT(0xfd000f, "i8x16.splat", NONE, "i:v", SIMD),
  I16X8_SPLAT(0xfd0010, "i16x8.splat", NONE, "i:v", SIMD),
  I32X4_SPLAT(0xfd0011, "i32x4.splat", NONE, "i:v", SIMD),
  I64X2_SPLAT(0xfd0012, "i64x2.splat", NONE, "l:v", SIMD),
  F32X4_SPLAT(0xfd0013, "f32x4.splat", NONE, "f:v", SIMD),
  F64X2_SPLAT(0xfd0014, "f64x2.splat", NONE, "d:v", SIMD),
  I8X16_EXTRACT_LANE_S(0xfd0015, "i8x16.extract_lane_s", LANE, "v:i", SIMD),
  I8X16_EXTRACT_LANE_U(0xfd0016, "i8x16.extract_lane_u", LANE, "v:i", SIMD),
  I8X16_REPLACE_LANE(0xfd0017, "i8x16.replace_lane", LANE, "vi:v", SIMD),
  I16X8_EXTRACT_LANE_S(0xfd0018, "i16x8.extract_lane_s", LANE, "v:i", SIMD),
  I16X8_EXTRACT_LANE_U(0xfd0019, "i16x8.extract_lane_u", LANE, "v:i", SIMD),
  I16X8_REPLACE_LANE(0xfd001a, "i16x8.replace_lane", LANE, "vi:v", SIMD),
  I32X4_EXTRACT_LANE(0xfd001b, "i32x4.extract_lane", LANE, "v:i", SIMD),
  I32X4_REPLACE_LANE(0xfd001c, "i32x4.replace_lane", LANE, "vi:v", SIMD),
  I64X2_EXTRACT_LANE(0xfd001d, "i64x2.extract_lane", LANE, "v:l", SIMD),
  I64X2_REPLACE_LANE(0xfd001e, "i64x2.replace_lane", LANE, "vl:v", SIMD),
  F32X4_EXTRACT_LANE(0xfd001f, "f32x4.extract_lane", LANE, "v:f", SIMD),
  F32X4_REPLACE_LANE(0xfd0020, "f32x4.replace_lane", LANE, "vf:v", SIMD),
  F64X2_EXTRACT_LANE(0xfd0021, "f64x2.extract_lane", LANE, "v:d", SIMD),
  F64X2_REPLACE_LANE(0xfd0022, "f64x2.replace_lane", LANE, "vd:v", SIMD),
  I8X16_EQ(0xfd0023, "i8x16.eq", NONE, "vv:v", SIMD),
  I8X16_NE(0xfd0024, "i8x16.ne", NONE, "vv:v", SIMD),
  I8X16_LT_S(0xfd0025, "i8x16.lt_s", NONE, "vv:v", SIMD),
  I8X16_LT_U(0xfd0026, "i8x16.lt_u", NONE, "vv:v", SIMD),
  I8X16_GT_S(0xfd0027, "i8x16.gt_s", NONE, "vv:v", SIMD),
  I8X16_GT_U(0xfd0028, "i8x16.gt_u", NONE, "vv:v", SIMD),
  I8X16_LE_S(0xfd0029, "i8x16.le_s", NONE, "vv:v", SIMD),
  I8X16_LE_U(0xfd002a, "i8x16.le_u", NONE, "vv:v", SIMD),
  I8X16_GE_S(0xfd002b, "i8x16.ge_s", NONE, "vv:v", SIMD),
  I8X16_GE_U(0xfd002c, "i8x16.ge_u", NONE, "vv:v", SIMD),
  I16X8_EQ(0xfd002d, "i16x8.eq", NONE, "vv:v", SIMD),
  I16X8_NE(0xfd002e, "i16x8.ne", NONE, "vv:v", SIMD),
  I16X8_LT_S(0xfd002f, "i16x8.lt_s", NONE, "vv:v", SIMD),
  I16X8_LT_U(0xfd0030, "i16x8.lt_u", NONE, "vv:v", SIMD),
  I16X8_GT_S(0xfd0031, "i16x8.gt_s", NONE, "vv:v", SIMD),
  I16X8_GT_U(0xfd0032, "i16x8.gt_u", NONE, "vv:v", SIMD),
  I16X8_LE_S(0xfd0033, "i16x8.le_s", NONE, "vv:v", SIMD),
  I16X8_LE_U(0xfd0034, "i16x8.le_u", NONE, "vv:v", SIMD),
  I16X8_GE_S(0xfd0035, "i16x8.ge_s", NONE, "vv:v", SIMD),
  I16X8_GE_U(0xfd0036, "i16x8.ge_u", NONE, "vv:v", SIMD),
  I32X4_EQ(0xfd0037, "i32x4.eq", NONE, "vv:v", SIMD),
  I32X4_NE(0xfd0038, "i32x4.ne", NONE, "vv:v", SIMD),
  I32X4_LT_S(0xfd0039, "i32x4.lt_s", NONE, "vv:v", SIMD),
  I32X4_LT_U(0xfd003a, "i32x4.lt_u", NONE, "vv:v", SIMD),
  I32X4_GT_S(0xfd003b, "i32x4.gt_s", NONE, "vv:v", SIMD),
  I32X4_GT_U(0xfd003c, "i32x4.gt_u", NONE, "vv:v", SIMD),
  I32X4_LE_S(0xfd003d, "i32x4.le_s", NONE, "vv:v", SIMD),
  I32X4_LE_U(0xfd003e, "i32x4.le_u", NONE, "vv:v", SIMD),
  I32X4_GE_S(0xfd003f, "i32x4.ge_s", NONE, "vv:v", SIMD),
  I32X4_GE_U(0xfd0040, "i32x4.ge_u", NONE, "vv:v", SIMD),
  F32X4_EQ(0xfd0041, "f32x4.eq", NONE, "vv:v", SIMD),
  F32X4_NE(0xfd0042, "f32x4.ne", NONE, "vv:v", SIMD),
  F32X4_LT(0xfd0043, "f32x4.lt", NONE, "vv:v", SIMD),
  F32X4_GT(0xfd0044, "f32x4.gt", NONE, "vv:v", SIMD),
  F32X4_LE(0xfd0045, "f32x4.le", NONE, "vv:v", SIMD),
  F32X4_GE(0xfd0046, "f32x4.ge", NONE, "vv:v", SIMD),
  F64X2_EQ(0xfd0047, "f64x2.eq", NONE, "vv:v", SIMD),
  F64X2_NE(0xfd0048, "f64x2.ne", NONE, "vv:v", SIMD),
  F64X2_LT(0xfd0049, "f64x2.lt", NONE, "vv:v", SIMD),
  F64X2_GT(0xfd004a, "f64x2.gt", NONE, "vv:v", SIMD),
  F64X2_LE(0xfd004b, "f64x2.le", NONE, "vv:v", SIMD),
  F64X2_GE(0xfd004c, "f64x2.ge", NONE, "vv:v", SIMD),
  V128_NOT(0xfd004d, "v128.not", NONE, "v:v", SIMD),
  V128_AND(0xfd004e, "v128.and", NONE, "vv:v", SIMD),
  V128_ANDNOT(0xfd004f, "v128.andnot", NONE, "vv:v", SIMD),
  V128_OR(0xfd0050, "v128.or", NONE, "vv:v", SIMD),
  V128_XOR(0xfd0051, "v128.xor", NONE, "vv:v", SIMD),
  V128_BITSELECT(0xfd0052, "v128.bitselect", NONE, "vvv:v", SIMD),
  V128_ANY_TRUE(0xfd0053, "v128.any_true", NONE, "v:i", SIMD),
  V128_LOAD8_LANE(0xfd0054, "v128.load8_lane", MEMARG_LANE, "iv:v", SIMD, 0),
  V128_LOAD16_LANE(0xfd0055, "v128.load16_lane", MEMARG_LANE, "iv:v", SIMD, 1),
  V128_LOAD32_LANE(0xfd0056, "v128.load32_lane", MEMARG_LANE, "iv:v", SIMD, 2),
  V128_LOAD64_LANE(0xfd0057, "v128.load64_lane", MEMARG_LANE, "iv:v", SIMD, 3),
  V128_STORE8_LANE(0xfd0058, "v128.store8_lane", MEMARG_LANE, "iv:", SIMD, 0),
  V128_STORE16_LANE(0xfd0059, "v128.store16_lane", MEMARG_LANE, "iv:", SIMD, 1),
  V128_STORE32_LANE(0xfd005a, "v128.store32_lane", MEMARG_LANE, "iv:", SIMD, 2),
  V128_STORE64_LANE(0xfd005b, "v128.store64_lane", MEMARG_LANE, "iv:", SIMD, 3),
  V128_LOAD32_ZERO(0xfd005c, "v128.load32_zero", MEMARG, "i:v", SIMD, 2),
  V128_LOAD64_ZERO(0xfd005d, "v128.load64_zero", MEMARG, "i:v", SIMD, 3),
  F32X4_DEMOTE_F64X2_ZERO(0xfd005e, "f32x4.demote_f64x2_zero", NONE, "v:v", SIMD),
  F64X2_PROMOTE_LOW_F32X4(0xfd005f, "f64x2.promote_low_f32x4", NONE, "v:v", SIMD),
  I8X16_ABS(0xfd0060, "i8x16.abs", NONE, "v:v", SIMD),
  I8X16_NEG(0xfd0061, "i8x16.neg", NONE, "v:v", SIMD),
  I8X16_POPCNT(0xfd0062, "i8x16.popcnt", NONE, "v:v", SIMD),
  I8X16_ALL_TRUE(0xfd0063, "i8x16.all_true", NONE, "v:i", SIMD),
  I8X16_BITMASK(0xfd0064, "i8x16.bitmask", NONE, "v:i", SIMD),
  I8X16_NARROW_I16X8_S(0xfd0065, "i8x16.narrow_i16x8_s", NONE, "vv:v", SIMD),
  I8X16_NARROW_I16X8_U(0xfd0066, "i8x16.narrow_i16x8_u", NONE, "vv:v", SIMD),
  F32X4_CEIL(0xfd0067, "f32x4.ceil", NONE, "v:v", SIMD),
  F32X4_FLOOR(0xfd0068, "f32x4.floor", NONE, "v:v", SIMD),
  F32X4_TRUNC(0xfd0069, "f32x4.trunc", NONE, "v:v", SIMD),
  F32X4_NEAREST(0xfd006a, "f32x4.nearest", NONE, "v:v", SIMD),
  I8X16_SHL(0xfd006b, "i8x16.shl", NONE, "vi:v", SIMD),
  I8X16_SHR_S(0xfd006c, "i8x16.shr_s", NONE, "vi:v", SIMD),
  I8X16_SHR_U(0xfd006d, "i8x16.shr_u", NONE, "vi:v", SIMD),
  I8X16_ADD(0xfd006e, "i8x16.add", NONE, "vv:v", SIMD),
  I8X16_ADD_SAT_S(0xfd006f, "i8x16.add_sat_s", NONE, "vv:v", SIMD),
  I8X16_ADD_SAT_U(0xfd0070, "i8x16.add_sat_u", NONE, "vv:v", SIMD),
  I8X16_SUB(0xfd0071, "i8x16.sub", NONE, "vv:v", SIMD),
  I8X16_SUB_SAT_S(0xfd0072, "i8x16.sub_sat_s", NONE, "vv:v", SIMD),
  I8X16_SUB_SAT_U(0xfd0073, "i8x16.sub_sat_u", NONE, "vv:v", SIMD),
  F64X2_CEIL(0xfd0074, "f64x2.ceil", NONE, "v:v", SIMD),
  F64X2_FLOOR(0xfd0075, "f64x2.floor", NONE, "v:v", SIMD),
  I8X16_MIN_S(0xfd0076, "i8x16.min_s", NONE, "vv:v", SIMD),
  I8X16_MIN_U(0xfd0077, "i8x16.min_u", NONE, "vv:v", SIMD),
  I8X16_MAX_S(0xfd0078, "i8x16.max_s", NONE, "vv:v", SIMD),
  I8X16_MAX_U(0xfd0079, "i8x16.max_u", NONE, "vv:v", SIMD),
  F64X2_TRUNC(0xfd007a, "f64x2.trunc", NONE, "v:v", SIMD),
  I8X16_AVGR_U(0xfd007b, "i8x16.avgr_u", NONE, "vv:v", SIMD),
  I16X8_EXTADD_PAIRWISE_I8X16_S(0xfd007c, "i16x8.extadd_pairwise_i8x16_s", NONE, "v:v", SIMD),
  I16X8_EXTADD_PAIRWISE_I8X16_U(0xfd007d, "i16x8.extadd_pairwise_i8x16_u", NONE, "v:v", SIMD),
  I32X4_EXTADD_PAIRWISE_I16X8_S(0xfd007e, "i32x4.extadd_pairwise_i16x8_s", NONE, "v:v", SIMD),
  I32X4_EXTADD_PAIRWISE_I16X8_U(0xfd007f, "i32x4.extadd_pairwise_i16x8_u", NONE, "v:v", SIMD),
  I16X8_ABS(0xfd0080, "i16x8.abs", NONE, "v:v", SIMD),
  I16X8_NEG(0xfd0081, "i16x8.neg", NONE, "v:v", SIMD),
  I16X8_Q15MULR_SAT_S(0xfd0082, "i16x8.q15mulr_sat_s", NONE, "vv:v", SIMD),
  I16X8_ALL_TRUE(0xfd0083, "i16x8.all_true", NONE, "v:i", SIMD),
  I16X8_BITMASK(0xfd0084, "i16x8.bitmask", NONE, "v:i", SIMD),
  I16X8_NARROW_I32X4_S(0xfd0085, "i16x8.narrow_i32x4_s", NONE, "vv:v", SIMD),
  I16X8_NARROW_I32X4_U(0xfd0086, "i16x8.narrow_i32x4_u", NONE, "vv:v", SIMD),
  I16X8_EXTEND_LOW_I8X16_S(0xfd0087, "i16x8.extend_low_i8x16_s", NONE, "v:v", SIMD),
  I16X8_EXTEND_HIGH_I8X16_S(0xfd0088, "i16x8.extend_high_i8x16_s", NONE, "v:v", SIMD),
  I16X8_EXTEND_LOW_I8X16_U(0xfd0089, "i16x8.extend_low_i8x16_u", NONE, "v:v", SIMD),
  I16X8_EXTEND_HIGH_I8X16_U(0xfd008a, "i16x8.extend_high_i8x16_u", NONE, "v:v", SIMD),
  I16X8_SHL(0xfd008b, "i16x8.shl", NONE, "vi:v", SIMD),
  I16X8_SHR_S(0xfd008c, "i16x8.shr_s", NONE, "vi:v", SIMD),
  I16X8_SHR_U(0xfd008d, "i16x8.shr_u", NONE, "vi:v", SIMD),
  I16X8_ADD(0xfd008e, "i16x8.add", NONE, "vv:v", SIMD),
  I16X8_ADD_SAT_S(0xfd008f, "i16x8.add_sat_s", NONE, "vv:v", SIMD),
  I16X8_ADD_SAT_U(0xfd0090, "i16x8.add_sat_u", NONE, "vv:v", SIMD),
  I16X8_SUB(0xfd0091, "i16x8.sub", NONE, "vv:v", SIMD),
  I16X8_SUB_SAT_S(0xfd0092, "i16x8.sub_sat_s", NONE, "vv:v", SIMD),
  I16X8_SUB_SAT_U(0xfd0093, "i16x8.sub_sat_u", NONE, "vv:v", SIMD),
  F64X2_NEAREST(0xfd0094, "f64x2.nearest", NONE, "v:v", SIMD),
  I16X8_MUL(0xfd0095, "i16x8.mul", NONE, "vv:v", SIMD),
  I16X8_MIN_S(0xfd0096, "i16x8.min_s", NONE, "vv:v", SIMD),
  I16X8_MIN_U(0xfd0097, "i16x8.min_u", NONE, "vv:v", SIMD),
  I16X8_MAX_S(0xfd0098, "i16x8.max_s", NONE, "vv:v", SIMD),
  I16X8_MAX_U(0xfd0099, "i16x8.max_u", NONE, "vv:v", SIMD),
  I16X8_AVGR_U(0xfd009b, "i16x8.avgr_u", NONE, "vv:v", SIMD),
  I16X8_EXTMUL_LOW_I8X16_S(0xfd009c, "i16x8.extmul_low_i8x16_s", NONE, "vv:v", SIMD),
  I16X8_EXTMUL_HIGH_I8X16_S(0xfd009d, "i16x8.extmul_high_i8x16_s", NONE, "vv:v", SIMD),
  I16X8_EXTMUL_LOW_I8X16_U(0xfd009e, "i16x8.extmul_low_i8x16_u", NONE, "vv:v", SIMD),
  I16X8_EXTMUL_HIGH_I8X16_U(0xfd009f, "i16x8.extmul_high_i8x16_u", NONE, "vv:v", SIMD),
  I32X4_ABS(0xfd00a0, "i32x4.abs", NONE, "v:v", SIMD),
  I32X4_NEG(0xfd00a1, "i32x4.neg", NONE, "v:v", SIMD),
  I32X4_ALL_TRUE(0xfd00a3, "i32x4.all_true", NONE, "v:i", SIMD),
  I32X4_BITMASK(0xfd00a4, "i32x4.bitmask", NONE, "v:i", SIMD),
  I32X4_EXTEND_LOW_I16X8_S(0xfd00a7, "i32x4.extend_low_i16x8_s", NONE, "v:v", SIMD),
  I32X4_EXTEND_HIGH_I16X8_S(0xfd00a8, "i32x4.extend_high_i16x8_s", NONE, "v:v", SIMD),
  I32X4_EXTEND_LOW_I16X8_U(0xfd00a9, "i32x4.extend_low_i16x8_u", NONE, "v:v", SIMD),
  I32X4_EXTEND_HIGH_I16X8_U(0xfd00aa, "i32x4.extend_high_i16x8_u", NONE, "v:v", SIMD),
  I32X4_SHL(0xfd00ab, "i32x4.shl", NONE, "vi:v", SIMD),
  I32X4_SHR_S(0xfd00ac, "i32x4.shr_s", NONE, "vi:v", SIMD),
  I32X4_SHR_U(0xfd00ad, "i32x4.shr_u", NONE, "vi:v", SIMD),
  I32X4_ADD(0xfd00ae, "i32x4.add", NONE, "vv:v", SIMD),
  I32X4_SUB(0xfd00b1, "i32x4.sub", NONE, "vv:v", SIMD),
  I32X4_MUL(0xfd00b5, "i32x4.mul", NONE, "vv:v", SIMD),
  I32X4_MIN_S(0xfd00b6, "i32x4.min_s", NONE, "vv:v", SIMD),
  I32X4_MIN_U(0xfd00b7, "i32x4.min_u", NONE, "vv:v", SIMD),
  I32X4_MAX_S(0xfd00b8, "i32x4.max_s", NONE, "vv:v", SIMD),
  I32X4_MAX_U(0xfd00b9, "i32x4.max_u", NONE, "vv:v", SIMD),
  I32X4_DOT_I16X8_S(0xfd00ba, "i32x4.dot_i16x8_s", NONE, "vv:v", SIMD),
  I32X4_EXTMUL_LOW_I16X8_S(0xfd00bc, "i32x4.extmul_low_i16x8_s", NONE, "vv:v", SIMD),
  I32X4_EXTMUL_HIGH_I16X8_S(0xfd00bd, "i32x4.extmul_high_i16x8_s", NONE, "vv:v", SIMD),
  I32X4_EXTMUL_LOW_I16X8_U(0xfd00be, "i32x4.extmul_low_i16x8_u", NONE, "vv:v", SIMD),
  I32X4_EXTMUL_HIGH_I16X8_U(0xfd00bf, "i32x4.extmul_high_i16x8_u", NONE, "vv:v", SIMD),
  I64X2_ABS(0xfd00c0, "i64x2.abs", NONE, "v:v", SIMD),
  I64X2_NEG(0xfd00c1, "i64x2.neg", NONE, "v:v", SIMD),
  I64X2_ALL_TRUE(0xfd00c3, "i64x2.all_true", NONE, "v:i", SIMD),
  I64X2_BITMASK(0xfd00c4, "i64x2.bitmask", NONE, "v:i", SIMD),
  I64X2_EXTEND_LOW_I32X4_S(0xfd00c7, "i64x2.extend_low_i32x4_s", NONE, "v:v", SIMD),
  I64X2_EXTEND_HIGH_I32X4_S(0xfd00c8, "i64x2.extend_high_i32x4_s", NONE, "v:v", SIMD),
  I64X2_EXTEND_LOW_I32X4_U(0xfd00c9, "i64x2.extend_low_i32x4_u", NONE, "v:v", SIMD),
  I64X2_EXTEND_HIGH_I32X4_U(0xfd00ca, "i64x2.extend_high_i32x4_u", NONE, "v:v", SIMD),
  I64X2_SHL(0xfd00cb, "i64x2.shl", NONE, "vi:v", SIMD),
  I64X2_SHR_S(0xfd00cc, "i64x2.shr_s", NONE, "vi:v", SIMD),
  I64X2_SHR_U(0xfd00cd, "i64x2.shr_u", NONE, "vi:v", SIMD),
  I64X2_ADD(0xfd00ce, "i64x2.add", NONE, "vv:v", SIMD),
  I64X2_SUB(0xfd00d1, "i64x2.sub", NONE, "vv:v", SIMD),
  I64X2_MUL(0xfd00d5, "i64x2.mul", NONE, "vv:v", SIMD),
  I64X2_EQ(0xfd00d6, "i64x2.eq", NONE, "vv:v", SIMD),
  I64X2_NE(0xfd00d7, "i64x2.ne", NONE, "vv:v", SIMD),
  I64X2_LT_S(0xfd00d8, "i64x2.lt_s", NONE, "vv:v", SIMD),
  I64X2_GT_S(0xfd00d9, "i64x2.gt_s", NONE, "vv:v", SIMD),
  I64X2_LE_S(0xfd00da, "i64x2.le_s", NONE, "vv:v", SIMD),
  I64X2_GE_S(0xfd00db, "i64x2.ge_s", NONE, "vv:v", SIMD),
  I64X2_EXTMUL_LOW_I32X4_S(0xfd00dc, "i64x2.extmul_low_i32x4_s", NONE, "vv:v", SIMD),
  I64X2_EXTMUL_HIGH_I32X4_S(0xfd00dd, "i64x2.extmul_high_i32x4_s", NONE, "vv:v", SIMD),
  I64X2_EXTMUL_LOW_I32X4_U(0xfd00de, "i64x2.extmul_low_i32x4_u", NONE, "vv:v", SIMD),
  I64X2_EXTMUL_HIGH_I32X4_U(0xfd00df, "i64x2.extmul_high_i32x4_u", NONE, "vv:v", SIMD),
  F32X4_ABS(0xfd00e0, "f32x4.abs", NONE, "v:v", SIMD),
  F32X4_NEG(0xfd00e1, "f32x4.neg", NONE, "v:v", SIMD),
  F32X4_SQRT(0xfd00e3, "f32x4.sqrt", NONE, "v:v", SIMD),
  F32X4_ADD(0xfd00e4, "f32x4.add", NONE, "vv:v", SIMD),
  F32X4_SUB(0xfd00e5, "f32x4.sub", NONE, "vv:v", SIMD),
  F32X4_MUL(0xfd00e6, "f32x4.mul", NONE, "vv:v", SIMD),
  F32X4_DIV(0xfd00e7, "f32x4.div", NONE, "vv:v", SIMD),
  F32X4_MIN(0xfd00e8, "f32x4.min", NONE, "vv:v", SIMD),
  F32X4_MAX(0xfd00e9, "f32x4.max", NONE, "vv:v", SIMD),
  F32X4_PMIN(0xfd00ea, "f32x4.pmin", NONE, "vv:v", SIMD),
  F32X4_PMAX(0xfd00eb, "f32x4.pmax", NONE, "vv:v", SIMD),
  F64X2_ABS(0xfd00ec, "f64x2.abs", NONE, "v:v", SIMD),
  F64X2_NEG(0xfd00ed, "f64x2.neg", NONE, "v:v", SIMD),
  F64X2_SQRT(0xfd00ef, "f64x2.sqrt", NONE, "v:v", SIMD),
  F64X2_ADD(0xfd00f0, "f64x2.add", NONE, "vv:v", SIMD),
  F64X2_SUB(0xfd00f1, "f64x2.sub", NONE, "vv:v", SIMD),
  F64X2_MUL(0xfd00f2, "f64x2.mul", NONE, "vv:v", SIMD),
  F64X2_DIV(0xfd00f3, "f64x2.div", NONE, "vv:v", SIMD),
  F64X2_MIN(0xfd00f4, "f64x2.min", NONE, "vv:v", SIMD),
  F64X2_MAX(0xfd00f5, "f64x2.max", NONE, "vv:v", SIMD),
  F64X2_PMIN(0xfd00f6, "f64x2.pmin", NONE, "vv:v", SIMD),
  F64X2_PMAX(0xfd00f7, "f64x2.pmax", NONE, "vv:v", SIMD),
  I32X4_TRUNC_SAT_F32X4_S(0xfd00f8, "i32x4.trunc_sat_f32x4_s", NONE, "v:v", SIMD),
  I32X4_TRUNC_SAT_F32X4_U(0xfd00f9, "i32x4.trunc_sat_f32x4_u", NONE, "v:v", SIMD),
  F32X4_CONVERT_I32X4_S(0xfd00fa, "f32x4.convert_i32x4_s", NONE, "v:v", SIMD),
  F32X4_CONVERT_I32X4_U(0xfd00fb, "f32x4.convert_i32x4_u", NONE, "v:v", SIMD),
  I32X4_TRUNC_SAT_F64X2_S_ZERO(0xfd00fc, "i32x4.trunc_sat_f64x2_s_zero", NONE, "v:v", SIMD),
  I32X4_TRUNC_SAT_F64X2_U_ZERO(0xfd00fd, "i32x4.trunc_sat_f64x2_u_zero", NONE, "v:v", SIMD),
  F64X2_CONVERT_LOW_I32X4_S(0xfd00fe, "f64x2.convert_low_i32x4_s", NONE, "v:v", SIMD),
  F64X2_CONVERT_LOW_I32X4_U(0xfd00ff, "f64x2.convert_low_i32x4_u", NONE, "v:v", SIMD),
  I8X16_RELAXED_SWIZZLE(0xfd0100, "i8x16.relaxed_swizzle", NONE, "vv:v", RELAXED_SIMD),
  I32X4_RELAXED_TRUNC_F32X4_S(0xfd0101, "i32x4.relaxed_trunc_f32x4_s", NONE, "v:v", RELAXED_SIMD),
  I32X4_RELAXED_TRUNC_F32X4_U(0xfd0102, "i32x4.relaxed_trunc_f32x4_u", NONE, "v:v", RELAXED_SIMD),
  I32X4_RELAXED_TRUNC_F64X2_S_ZERO(
      0xfd0103, "i32x4.relaxed_trunc_f64x2_s_zero", NONE, "v:v", RELAXED_SIMD),
  I32X4_RELAXED_TRUNC_F64X2_U_ZERO(
      0xfd0104, "i32x4.relaxed_trunc_f64x2_u_zero", NONE, "v:v", RELAXED_SIMD),
  F32X4_RELAXED_MADD(0xfd0105, "f32x4.relaxed_madd", NONE, "vvv:v", RELAXED_SIMD),
  F32X4_RELAXED_NMADD(0xfd0106, "f32x4.relaxed_nmadd", NONE, "vvv:v", RELAXED_SIMD),
  F64X2_RELAXED_MADD(0xfd0107, "f64x2.relaxed_madd", NONE, "vvv:v", RELAXED_SIMD),
  F64X2_RELAXED_NMADD(0xfd0108, "f64x2.relaxed_nmadd", NONE, "vvv:v", RELAXED_SIMD),
  I8X16_RELAXED_LANESELECT(0xfd0109, "i8x16.relaxed_laneselect", NONE, "vvv:v", RELAXED_SIMD),
  I16X8_RELAXED_LANESELECT(0xfd010a, "i16x8.relaxed_laneselect", NONE, "vvv:v", RELAXED_SIMD),
  I32X4_RELAXED_LANESELECT(0xfd010b, "i32x4.relaxed_laneselect", NONE, "vvv:v", RELAXED_SIMD),
  I64X2_RELAXED_LANESELECT(0xfd010c, "i64x2.relaxed_laneselect", NONE, "vvv:v", RELAXED_SIMD),
  F32X4_RELAXED_MIN(0xfd010d, "f32x4.relaxed_min", NONE, "vv:v", RELAXED_SIMD),
  F32X4_RELAXED_MAX(0xfd010e, "f32x4.relaxed_max", NONE, "vv:v", RELAXED_SIMD),
  F64X2_RELAXED_MIN(0xfd010f, "f64x2.relaxed_min", NONE, "vv:v", RELAXED_SIMD),
  F64X2_RELAXED_MAX(0xfd0110, "f64x2.relaxed_max", NONE, "vv:v", RELAXED_SIMD),
  I16X8_RELAXED_Q15MULR_S(0xfd0111, "i16x8.relaxed_q15mulr_s", NONE, "vv:v", RELAXED_SIMD),
  I16X8_RELAXED_DOT_I8X16_I7X16_S(
      0xfd0112, "i16x8.relaxed_dot_i8x16_i7x16_s", NONE, "vv:v", RELAXED_SIMD),
  I32X4_RELAXED_DOT_I8X16_I7X16_ADD_S(
      0xfd0113, "i32x4.relaxed_dot_i8x16_i7x16_add_s", NONE, "vvv:v", RELAXED_SIMD),
  MEMORY_ATOMIC_NOTIFY(0xfe0000, "memory.atomic.notify", MEMARG, "ii:i", THREADS, 2),
  MEMORY_ATOMIC_WAIT32(0xfe0001, "memory.atomic.wait32", MEMARG, "iil:i", THREADS, 2),
  MEMORY_ATOMIC_WAIT64(0xfe0002, "memory.atomic.wait64", MEMARG, "ill:i", THREADS, 3),
  ATOMIC_FENCE(0xfe0003, "atomic.fence", ZERO_BYTE, ":", THREADS),
  I32_ATOMIC_LOAD(0xfe0010, "i32.atomic.load", MEMARG, "i:i", THREADS, 2),
  I64_ATOMIC_LOAD(0xfe0011, "i64.atomic.load", MEMARG, "i:l", THREADS, 3),
  I32_ATOMIC_LOAD8_U(0xfe0012, "i32.atomic.load8_u", MEMARG, "i:i", THREADS, 0),
  I32_ATOMIC_LOAD16_U(0xfe0013, "i32.atomic.load16_u", MEMARG, "i:i", THREADS, 1),
  I64_ATOMIC_LOAD8_U(0xfe0014, "i64.atomic.load8_u", MEMARG, "i:l", THREADS, 0),
  I64_ATOMIC_LOAD16_U(0xfe0015, "i64.atomic.load16_u", MEMARG, "i:l", THREADS, 1),
  I64_ATOMIC_LOAD32_U(0xfe0016, "i64.atomic.load32_u", MEMARG, "i:l", THREADS, 2),
  I32_ATOMIC_STORE(0xfe0017, "i32.atomic.store", MEMARG, "ii:", THREADS, 2),
  I64_ATOMIC_STORE(0xfe0018, "i64.atomic.store", MEMARG, "il:", THREADS, 3),
  I32_ATOMIC_STORE8(0xfe0019, "i32.atomic.store8", MEMARG, "ii:", THREADS, 0),
  I32_ATOMIC_STORE16(0xfe001a, "i32.atomic.store16", MEMARG, "ii:", THREADS, 1),
  I64_ATOMIC_STORE8(0xfe001b, "i64.atomic.store8", MEMARG, "il:", THREADS, 0),
  I64_ATOMIC_STORE16(0xfe001c, "i64.atomic.store16", MEMARG, "il:", THREADS, 1),
  I64_ATOMIC_STORE32(0xfe001d, "i64.atomic.store32", MEMARG, "il:", THREADS, 2),
  I32_ATOMIC_RMW_ADD(0xfe001e, "i32.atomic.rmw.add", MEMARG, "ii:i", THREADS, 2),
  I64_ATOMIC_RMW_ADD(0xfe001f, "i64.atomic.rmw.add", MEMARG, "il:l", THREADS, 3),
  I32_ATOMIC_RMW8_ADD_U(0xfe0020, "i32.atomic.rmw8.add_u", MEMARG, "ii:i", THREADS, 0),
  I32_ATOMIC_RMW16_ADD_U(0xfe0021, "i32.atomic.rmw16.add_u", MEMARG, "ii:i", THREADS, 1),
  I64_ATOMIC_RMW8_ADD_U(0xfe0022, "i64.atomic.rmw8.add_u", MEMARG, "il:l", THREADS, 0),
  I64_ATOMIC_RMW16_ADD_U(0xfe0023, "i64.atomic.rmw16.add_u", MEMARG, "il:l", THREADS, 1),
  I64_ATOMIC_RMW32_ADD_U(0xfe0024, "i64.atomic.rmw32.add_u", MEMARG, "il:l", THREADS, 2),
  I32_ATOMIC_RMW_SUB(0xfe0025, "i32.atomic.rmw.sub", MEMARG, "ii:i", THREADS, 2),
  I64_ATOMIC_RMW_SUB(0xfe0026, "i64.atomic.rmw.sub", MEMARG, "il:l", THREADS, 3),
  I32_ATOMIC_RMW8_SUB_U(0xfe0027, "i32.atomic.rmw8.sub_u", MEMARG, "ii:i", THREADS, 0),
  I32_ATOMIC_RMW16_SUB_U(0xfe0028, "i32.atomic.rmw16.sub_u", MEMARG, "ii:i", THREADS, 1),
  I64_ATOMIC_RMW8_SUB_U(0xfe0029, "i64.atomic.rmw8.sub_u", MEMARG, "il:l", THREADS, 0),
  I64_ATOMIC_RMW16_SUB_U(0xfe002a, "i64.atomic.rmw16.sub_u", MEMARG, "il:l", THREADS, 1),
  I64_ATOMIC_RMW32_SUB_U(0xfe002b, "i64.atomic.rmw32.sub_u", MEMARG, "il:l", THREADS, 2),
  I32_ATOMIC_RMW_AND(0xfe002c, "i32.atomic.rmw.and", MEMARG, "ii:i", THREADS, 2),
  I64_ATOMIC_RMW_AND(0xfe002d, "i64.atomic.rmw.and", MEMARG, "il:l", THREADS, 3),
  I32_ATOMIC_RMW8_AND_U(0xfe002e, "i32.atomic.rmw8.and_u", MEMARG, "ii:i", THREADS, 0),
  I32_ATOMIC_RMW16_AND_U(0xfe002f, "i32.atomic.rmw16.and_u", MEMARG, "ii:i", THREADS, 1),
  I64_ATOMIC_RMW8_AND_U(0xfe0030, "i64.atomic.rmw8.and_u", MEMARG, "il:l", THREADS, 0),
  I64_ATOMIC_RMW16_AND_U(0xfe0031, "i64.atomic.rmw16.and_u", MEMARG, "il:l", THREADS, 1),
  I64_ATOMIC_RMW32_AND_U(0xfe0032, "i64.atomic.rmw32.and_u", MEMARG, "il:l", THREADS, 2),
  I32_ATOMIC_RMW_OR(0xfe0033, "i32.atomic.rmw.or", MEMARG, "ii:i", THREADS, 2),
  I64_ATOMIC_RMW_OR(0xfe0034, "i64.atomic.rmw.or", MEMARG, "il:l", THREADS, 3),
  I32_ATOMIC_RMW8_OR_U(0xfe0035, "i32.atomic.rmw8.or_u", MEMARG, "ii:i", THREADS, 0),
  I32_ATOMIC_RMW16_OR_U(0xfe0036, "i32.atomic.rmw16.or_u", MEMARG, "ii:i", THREADS, 1),
  I64_ATOMIC_RMW8_OR_U(0xfe0037, "i64.atomic.rmw8.or_u", MEMARG, "il:l", THREADS, 0),
  I64_ATOMIC_RMW16_OR_U(0xfe0038, "i64.atomic.rmw16.or_u", MEMARG, "il:l", THREADS, 1),
  I64_ATOMIC_RMW32_OR_U(0xfe0039, "i64.atomic.rmw32.or_u", MEMARG, "il:l", THREADS, 2),
  I32_ATOMIC_RMW_XOR(0xfe003a, "i32.atomic.rmw.xor", MEMARG, "ii:i", THREADS, 2),
  I64_ATOMIC_RMW_XOR(0xfe003b, "i64.atomic.rmw.xor", MEMARG, "il:l", THREADS, 3),
  I32_ATOMIC_RMW8_XOR_U(0xfe003c, "i32.atomic.rmw8.xor_u", MEMARG, "ii:i", THREADS, 0),
  I32_ATOMIC_RMW16_XOR_U(0xfe003d, "i32.atomic.rmw16.xor_u", MEMARG, "ii:i", THREADS, 1),
  I64_ATOMIC_RMW8_XOR_U(0xfe003e, "i64.atomic.rmw8.xor_u", MEMARG, "il:l", THREADS, 0),
  I64_ATOMIC_RMW16_XOR_U(0xfe003f, "i64.atomic.rmw16.xor_u", MEMARG, "il:l", THREADS, 1),
  I64_ATOMIC_RMW32_XOR_U(0xfe0040, "i64.atomic.rmw32.xor_u", MEMARG, "il:l", THREADS, 2),
  I32_ATOMIC_RMW_XCHG(0xfe0041, "i32.atomic.rmw.xchg", MEMARG, "ii:i", THREADS, 2),
  I64_ATOMIC_RMW_XCHG(0xfe0042, "i64.atomic.rmw.xchg", MEMARG, "il:l", THREADS, 3),
  I32_ATOMIC_RMW8_XCHG_U(0xfe0043, "i32.atomic.rmw8.xchg_u", MEMARG, "ii:i", THREADS, 0),
  I32_ATOMIC_RMW16_XCHG_U(0xfe0044, "i32.atomic.rmw16.xchg_u", MEMARG, "ii:i", THREADS, 1),
  I64_ATOMIC_RMW8_XCHG_U(0xfe0045, "i64.atomic.rmw8.xchg_u", MEMARG, "il:l", THREADS, 0),
  I64_ATOMIC_RMW16_XCHG_U(0xfe0046, "i64.atomic.rmw16.xchg_u", MEMARG, "il:l", THREADS, 1),
  I64_ATOMIC_RMW32_XCHG_U(0xfe0047, "i64.atomic.rmw32.xchg_u", MEMARG, "il:l", THREADS, 2),
  I32_ATOMIC_RMW_CMPXCHG(0xfe0048, "i32.atomic.rmw.cmpxchg", MEMARG, "iii:i", THREADS, 2),
  I64_ATOMIC_RMW_CMPXCHG(0xfe0049, "i64.atomic.rmw.cmpxchg", MEMARG, "ill:l", THREADS, 3),
  I32_ATOMIC_RMW8_CMPXCHG_U(0xfe004a, "i32.atomic.rmw8.cmpxchg_u", MEMARG, "iii:i", THREADS, 0),
  I32_ATOMIC_RMW16_CMPXCHG_U(0xfe004b, "i32.atomic.rmw16.cmpxchg_u", MEMARG, "iii:i", THREADS, 1),
  I64_ATOMIC_RMW8_CMPXCHG_U(0xfe004c, "i64.atomic.rmw8.cmpxchg_u", MEMARG, "ill:l", THREADS, 0),
  I64_ATOMIC_RMW16_CMPXCHG_U(0xfe004d, "i64.atomic.rmw16.cmpxchg_u", MEMARG, "ill:l", THREADS, 1),
  I64_ATOMIC_RMW32_CMPXCHG_U(0xfe004e, "i64.atomic.rmw32.cmpxchg_u", MEMARG, "ill:l", THREADS, 2);

  private static final @Nullable Opcode[] SINGLE = new Opcode[256];
  private static final @Nullable Opcode[][] PREFIXED = new Opcode[256][];
  private static final Map<String, List<Opcode>> BY_MNEMONIC = new HashMap<>();

  static {
    for (int prefix = 0xfb; prefix <= 0xfe; prefix++) {
      PREFIXED[prefix] = new Opcode[512];
    }
    for (Opcode op : values()) {
      BY_MNEMONIC.computeIfAbsent(op.mnemonic, k -> new ArrayList<>(1)).add(op);
      int prefix = op.prefix();
      if (prefix == 0) {
        SINGLE[op.code] = op;
      } else {
        PREFIXED[prefix][op.code & 0xffff] = op;
      }
    }
  }

  private final int code;
  private final String mnemonic;
  private final Immediate immediate;
  private final @Nullable String signature;
  private final Feature feature;
  private final int naturalAlignment;

  Opcode(
      int code, String mnemonic, Immediate immediate, @Nullable String signature, Feature feature) {
    this(code, mnemonic, immediate, signature, feature, 0);
  }

  Opcode(
      int code,
      String mnemonic,
      Immediate immediate,
      @Nullable String signature,
      Feature feature,
      int naturalAlignment) {
    this.code = code;
    this.mnemonic = mnemonic;
    this.immediate = immediate;
    this.signature = signature;
    this.feature = feature;
    this.naturalAlignment = naturalAlignment;
  }

  /** The prefix byte, or 0 for an instruction of a single byte. */
  public int prefix() {
    return code >>> 16;
  }

  /** The byte, or the number behind the prefix. */
  public int code() {
    return code & 0xffff;
  }

  /**
   * As written in the text format. {@code select} is shared by two instructions, {@code ref.test}
   * and {@code ref.cast} too.
   */
  public String mnemonic() {
    return mnemonic;
  }

  public Immediate immediate() {
    return immediate;
  }

  /** Operands and results, see the type's description; null where the context decides. */
  public @Nullable String signature() {
    return signature;
  }

  public Feature feature() {
    return feature;
  }

  /** For memory accesses: the exponent of two of the width in bytes. */
  public int naturalAlignment() {
    return naturalAlignment;
  }

  /**
   * @param first the first byte of an instruction, from 0 to 255
   * @return null for a prefix and for a byte that starts no instruction
   */
  public static @Nullable Opcode ofByte(int first) {
    return SINGLE[first];
  }

  /** Whether more of the opcode follows this byte. */
  public static boolean isPrefix(int first) {
    return PREFIXED[first] != null;
  }

  /**
   * @param number unsigned
   * @return null where there is no such instruction
   */
  public static @Nullable Opcode ofPrefixed(int prefix, int number) {
    @Nullable Opcode[] table = PREFIXED[prefix];
    return table == null || number < 0 || number >= table.length ? null : table[number];
  }

  /**
   * The instructions written with this word, in the order of their codes; empty where there is
   * none.
   */
  public static List<Opcode> ofMnemonic(String mnemonic) {
    return BY_MNEMONIC.getOrDefault(mnemonic, List.of());
  }
}
