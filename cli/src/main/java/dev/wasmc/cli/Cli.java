package dev.wasmc.cli;

import dev.wasmc.capability.PolicyKey;
import dev.wasmc.sandbox.RunOptions;
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

  private static final int TRACE = 3;
  private static final int WIDTH = 100;
  private static final int FINGERPRINT_FRAMES = 5;

  private final Session session;
  private final WasmcCommand root = new WasmcCommand();

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
            .addSubcommand(new DemoCommand(session))
            .addSubcommand(new CompletionCommand(session))
            .addSubcommand(new HelpCommand(session));
    line.setExpandAtFiles(false);
    line.setUsageHelpWidth(WIDTH);
    line.setUsageHelpAutoWidth(false);
    settle(line);
    line.getSubcommands().values().forEach(Cli::settle);
    return line;
  }

  private static void settle(CommandLine line) {
    line.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
  }

  private int run(String... arguments) {
    try {
      return guarded(arguments);
    } catch (ClosedPipeException nobodyListens) {
      return FAILURE;
    }
  }

  private int guarded(String... arguments) {
    try {
      ParseResult parsed;
      try {
        parsed = commandLine(root, session).parseArgs(arguments);
      } finally {
        root.applyTo(session);
      }
      return execute(parsed);
    } catch (ParameterException e) {
      session.report(List.of(usage(e)));
      return USAGE;
    } catch (UsageException e) {
      session.report(e.diagnostics());
      return USAGE;
    } catch (DiagnosticException e) {
      session.report(e.diagnostics());
      return e.diagnostics().stream().allMatch(each -> isInArgument(each.place()))
          ? USAGE
          : FAILURE;
    } catch (ClosedPipeException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      return internal(e, CliProblem.OutOfMemory.OUT_OF_MEMORY);
    } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
      return internal(e, new CliProblem.Internal(fingerprint(e)));
    }
  }

  /** Whether a diagnostic points into WAVE that stood on the command line. */
  private static boolean isInArgument(Place place) {
    return place instanceof Place.InText(SourceFile file, Span _)
        && (file.name().equals(RunOptions.INVOKE)
            || file.name().startsWith(PolicyKey.ANSWER.flag() + " "));
  }

  private int execute(ParseResult parsed) throws Exception {
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand() && !innermost.isUsageHelpRequested()) {
      innermost = innermost.subcommand();
    }
    CommandLine command = innermost.commandSpec().commandLine();
    if (innermost.isUsageHelpRequested()) {
      session.print(help(command, parsed.originalArgs().contains(LONG_HELP), session));
      return 0;
    }
    if (root.wantsVersion()) {
      session.print("wasmc " + version() + "\n");
      return 0;
    }
    if (innermost.commandSpec().userObject() instanceof Callable<?> callable
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

  private static Diagnostic usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String detail = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
    Optional<String> hint = Optional.empty();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      boolean isOption = word.startsWith("-");
      String bare = isOption && word.indexOf('=') > 0 ? word.substring(0, word.indexOf('=')) : word;
      boolean isCommand = !isOption && !command.getSubcommands().isEmpty();
      detail =
          isCommand
              ? "there is no command `" + word + "`"
              : isOption
                  ? "`" + name + "` has no flag `" + bare + "`"
                  : "`" + name + "` takes no further argument `" + word + "`";
      hint = Suggestions.hint(bare, isCommand ? command.getSubcommands().keySet() : flags(command));
    } else if (e instanceof MissingParameterException) {
      hint = Optional.of("usage: " + synopsis(command));
    }
    String message = Character.toLowerCase(detail.charAt(0)) + detail.substring(1);
    return Diagnostic.error(
        new CliProblem.Usage(
            message.lines().findFirst().orElse(message),
            hint.or(() -> Optional.of("`" + name + " --help` shows all flags"))),
        Place.Nowhere.NOWHERE);
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
    session.report(List.of(Diagnostic.error(problem, Place.Nowhere.NOWHERE)));
    if (session.verbosity() >= TRACE) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
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
