package dev.wasmc.source;

/**
 * What there is to say about a kind of problem beside the message: its cause, an example, what to
 * do.
 *
 * @param id of the problem
 * @param text Markdown, without a line end at its end
 */
public record Explanation(String id, String text) {}
