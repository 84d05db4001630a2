/**
 * Versions as of Semantic Versioning 2.0.0, which WIT packages and the names of components share.
 */
package dev.wasmc.semver;
