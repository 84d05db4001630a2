/**
 * The binary format of components. {@link dev.wasmc.component.binary.ComponentDecoder} and {@link
 * dev.wasmc.component.binary.ComponentEncoder} are inverse to each other on what the encoder wrote;
 * other encoders split sections and write numbers in other ways.
 */
package dev.wasmc.component.binary;
