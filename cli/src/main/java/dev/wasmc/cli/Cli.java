package dev.wasmc.cli;

import dev.wasmc.capability.PolicyKey;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.source.Suggestions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** One call of the program: arguments in, exit status out. Nothing is thrown. */
public final class Cli {
  /** Wrong arguments. */
  public static final int USAGE = 2;

  /** All that fails otherwise, but for a guest. */
  public static final int FAILURE = 1;

  static final String LONG_HELP = "--help";
  static final String JSON = "--json";
  static final String END_OF_FLAGS = "--";

  private static final int WIDTH = 100;
  private static final int FINGERPRINT_FRAMES = 5;

  private final Session session;
  private final WasmcCommand root = new WasmcCommand();
  private boolean json;

  private Cli(Terminal terminal) {
    this.session = new Session(terminal);
  }

  /** Runs one command. */
  public static int run(Terminal terminal, String... arguments) {
    return new Cli(terminal).run(arguments);
  }

  /** All commands, under the root. */
  static CommandLine commandLine(WasmcCommand root, Session session) {
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new InspectCommand(session))
            .addSubcommand(new ValidateCommand(session))
            .addSubcommand(new VirtualizeCommand(session))
            .addSubcommand(new ComposeCommand(session))
            .addSubcommand(new RunCommand(session))
            .addSubcommand(new ParseCommand(session))
            .addSubcommand(new PrintCommand(session))
            .addSubcommand(WitCommand.commandLine(session))
            .addSubcommand(new ExplainCommand(session))
            .addSubcommand(new DemoCommand(session))
            .addSubcommand(new CompletionCommand(session))
            .addSubcommand(new HelpCommand(session));
    return settled(line);
  }

  /** Looking at all commands takes the library longer than many a guest runs. */
  private CommandLine commandLine(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals(RunCommand.NAME)) {
      return commandLine(root, session);
    }
    Sandbox.warmUp();
    return settled(new CommandLine(root).addSubcommand(new RunCommand(session)));
  }

  private static CommandLine settled(CommandLine line) {
    line.setExpandAtFiles(false);
    line.setUsageHelpWidth(WIDTH);
    line.setUsageHelpAutoWidth(false);
    settle(line);
    return line;
  }

  private static void settle(CommandLine line) {
    line.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
    line.getSubcommands().values().forEach(Cli::settle);
  }

  private int run(String... arguments) {
    try {
      return guarded(arguments);
    } catch (ClosedPipeException nobodyListens) {
      return FAILURE;
    }
  }

  private int guarded(String... arguments) {
    ParseResult parsed;
    try {
      parsed = commandLine(arguments).parseArgs(arguments);
    } catch (ParameterException e) {
      json = wantsJson(e.getCommandLine(), arguments);
      return fail(usage(e), USAGE);
    } finally {
      root.applyTo(session);
    }
    while (parsed.hasSubcommand() && !parsed.isUsageHelpRequested()) {
      parsed = parsed.subcommand();
    }
    json = parsed.hasMatchedOption(JSON);
    return guarded(parsed);
  }

  private int guarded(ParseResult parsed) {
    try {
      return execute(parsed);
    } catch (UsageException e) {
      return fail(e.diagnostics(), USAGE);
    } catch (DiagnosticException e) {
      boolean isUsage = e.diagnostics().stream().allMatch(Cli::isInArgument);
      return fail(e.diagnostics(), isUsage ? USAGE : FAILURE);
    } catch (ClosedPipeException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      return internal(e, CliProblem.OutOfMemory.OUT_OF_MEMORY);
    } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
      return internal(e, new CliProblem.Internal(fingerprint(e)));
    }
  }

  /** One report for all of them: in JSON where the command was asked for that. */
  private int fail(List<Diagnostic> diagnostics, int status) {
    if (json) {
      session.message(DiagnosticJson.errors(diagnostics, status) + "\n");
    } else {
      session.report(diagnostics);
    }
    return status;
  }

  /** What a command line that cannot be read says as far as it goes. */
  private static boolean wantsJson(CommandLine command, String... arguments) {
    List<String> given = List.of(arguments);
    int end = given.indexOf(END_OF_FLAGS);
    return command.getCommandSpec().findOption(JSON) != null
        && given.subList(0, end < 0 ? given.size() : end).contains(JSON);
  }

  /**
   * Whether a diagnostic is about WAVE that stood on the command line; the same in a policy file is
   * input.
   */
  private static boolean isInArgument(Diagnostic diagnostic) {
    String place =
        switch (diagnostic.place()) {
          case Place.InText(SourceFile file, Span _) -> file.name();
          case Place.InInput(String name) -> name;
          case Place.InBytes _, Place.Nowhere _ -> "";
        };
    return place.equals(RunOptions.INVOKE) || place.startsWith(PolicyKey.ANSWER.flag() + " ");
  }

  private int execute(ParseResult parsed) throws Exception {
    CommandLine command = parsed.commandSpec().commandLine();
    if (parsed.isUsageHelpRequested()) {
      session.print(help(command, parsed.originalArgs().contains(LONG_HELP), session));
      return 0;
    }
    if (root.wantsVersion()) {
      session.print("wasmc " + version() + "\n");
      return 0;
    }
    if (parsed.commandSpec().userObject() instanceof Callable<?> callable
        && callable.call() instanceof Integer status) {
      return status;
    }
    session.message(help(command, false, session));
    return USAGE;
  }

  private static String version() {
    Package here = Cli.class.getPackage();
    String version = here == null ? null : here.getImplementationVersion();
    return version == null ? "(built from source)" : version;
  }

  /** What a command is for and its flags; examples as well where {@code isLong}. */
  static String help(CommandLine command, boolean isLong, Session session) {
    if (!isLong) {
      List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
      sections.remove(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING);
      sections.remove(UsageMessageSpec.SECTION_KEY_FOOTER);
      command.setHelpSectionKeys(sections);
    }
    boolean colored = session.terminal().outIsTerminal() && session.isColored();
    String text = command.getUsageMessage(colored ? Ansi.ON : Ansi.OFF);
    return text.replace(System.lineSeparator(), "\n").stripTrailing() + "\n";
  }

  private List<Diagnostic> usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String help = "`" + name + " --help` shows all flags";
    String message = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
    String detail = Character.toLowerCase(message.charAt(0)) + message.substring(1);
    String hint = e instanceof MissingParameterException ? "usage: " + synopsis(command) : help;
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      Optional<UsageException> mistyped =
          UsageException.mistypedCommand(command.getCommandSpec(), session);
      if (mistyped.isPresent()) {
        return mistyped.get().diagnostics();
      }
      String word = unmatched.getUnmatched().getFirst();
      boolean isOption = word.startsWith("-");
      Set<String> commands = command.getSubcommands().keySet();
      if (!isOption && !commands.isEmpty()) {
        return UsageException.noCommand(word, commands, help).diagnostics();
      }
      String bare = isOption && word.indexOf('=') > 0 ? word.substring(0, word.indexOf('=')) : word;
      detail =
          isOption
              ? "`" + name + "` has no flag `" + bare + "`"
              : "`" + name + "` takes no further argument `" + word + "`";
      hint = Suggestions.hint(bare, flags(command)).orElse(help);
    }
    return new UsageException(detail.lines().findFirst().orElse(detail), hint).diagnostics();
  }

  private static String synopsis(CommandLine command) {
    return command.getHelp().synopsis(0).strip();
  }

  private static List<String> flags(CommandLine command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      names.addAll(List.of(option.names()));
    }
    return names;
  }

  private int internal(Throwable e, CliProblem problem) {
    List<Diagnostic> diagnostics = List.of(Diagnostic.error(problem, Place.Nowhere.NOWHERE));
    if (session.verbosity() < Session.TRACES) {
      return fail(diagnostics, FAILURE);
    }
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    if (json) {
      session.message(DiagnosticJson.traced(diagnostics, FAILURE, trace.toString()) + "\n");
    } else {
      session.report(diagnostics);
      session.message(trace.toString());
    }
    return FAILURE;
  }

  private static String fingerprint(Throwable e) {
    StringBuilder text = new StringBuilder(e.getClass().getName());
    StackTraceElement[] frames = e.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, FINGERPRINT_FRAMES); i++) {
      text.append(' ')
          .append(frames[i].getClassName())
          .append('.')
          .append(frames[i].getMethodName());
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
