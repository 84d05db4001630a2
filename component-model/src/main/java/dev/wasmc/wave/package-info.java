/**
 * WAVE, the text of component-level values, always read and written by a type.
 *
 * <pre>
 * text, ValueType    ─▶ Wave.parse ─▶ Value          Value, ValueType ─▶ Wave.print ─▶ text
 * text, FunctionType ─▶ WaveCall   ─▶ FunctionName, Value*
 * </pre>
 */
package dev.wasmc.wave;
