/**
 * The names of imports and exports, and the versions in them.
 *
 * <pre>
 * ParsedName ::= Label | Constructor | Method | Static | InterfaceName
 * InterfaceName ::= namespace+ package projection+ InterfaceVersion?
 * InterfaceVersion ::= Full(Version) | Track(canonversion)
 * </pre>
 *
 * <p>Whether two names are one import is a question of string equality; whether they may stand side
 * by side is asked of {@link dev.wasmc.names.Uniqueness}; whether an export can serve an import of
 * another version is asked of {@link dev.wasmc.semver.Version#isCompatibleWith}.
 */
package dev.wasmc.component.names;
