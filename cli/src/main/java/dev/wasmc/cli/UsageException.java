package dev.wasmc.cli;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Place;
import dev.wasmc.source.Suggestions;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Ends a command whose arguments cannot be used. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Diagnostic> diagnostics;

  UsageException(List<Diagnostic> diagnostics) {
    super("usage", null, false, false);
    this.diagnostics = List.copyOf(diagnostics);
  }

  UsageException(String detail, String hint) {
    this(
        List.of(
            Diagnostic.error(
                new CliProblem.Usage(detail, Optional.of(hint)), Place.Nowhere.NOWHERE)));
  }

  /**
   * For a word that stands where one of these commands is expected.
   *
   * @param otherwise what to say where none of them looks like the word
   */
  static UsageException noCommand(String word, Collection<String> commands, String otherwise) {
    return new UsageException(
        "there is no command `" + word + "`", Suggestions.hint(word, commands).orElse(otherwise));
  }

  /**
   * For a command that takes paths as well as further commands: where its first path is not there
   * and looks like one of these commands.
   */
  static Optional<UsageException> mistypedCommand(CommandSpec command, Session session) {
    return command.positionalParameters().stream()
        .map(PositionalParamSpec::originalStringValues)
        .flatMap(words -> words.stream().limit(1))
        .findFirst()
        .filter(word -> !word.isEmpty() && Files.notExists(session.path(word)))
        .flatMap(word ->
            Suggestions.hint(word, command.subcommands().keySet())
                .map(hint ->
                    new UsageException(
                        "there is no command `" + word + "`, and no file of that name", hint)));
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
