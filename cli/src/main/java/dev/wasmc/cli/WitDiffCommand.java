package dev.wasmc.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.wit.diff.Change;
import dev.wasmc.wit.diff.DiffText;
import dev.wasmc.wit.diff.Verdict;
import dev.wasmc.wit.diff.WitDiff;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = {
      "Show what changed between two versions of a WIT package, and for whom it is a break: for"
          + " importers, who use it, or for exporters, who provide it.",
      "The exit status is 3 if something is a break."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc wit diff wit-1.0/ wit-1.1/                   every change with its verdict",
      "  wasmc wit diff old.wasm wit/ --for importers       whether old guests still run",
    })
final class WitDiffCommand implements Callable<Integer> {
  private static final int SCHEMA = 1;
  private static final int BREAKING = 3;

  /** Whose breaks decide about the exit status. */
  enum Who {
    IMPORTERS {
      @Override
      boolean suffers(Change change) {
        return change.importers().isBreaking();
      }
    },
    EXPORTERS {
      @Override
      boolean suffers(Change change) {
        return change.exporters().isBreaking();
      }
    };

    abstract boolean suffers(Change change);

    /** As the flag names them. */
    static final class Converter extends WordConverter<Who> {
      Converter() {
        super(values());
      }
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Session session;

  @Mixin private WitFlags flags = new WitFlags();

  @Option(
      names = "--for",
      paramLabel = "WHO",
      converter = Who.Converter.class,
      description = "Whose breaks count for the exit status: ${COMPLETION-CANDIDATES}; else both.")
  private @Nullable Who who;

  @Option(names = Cli.JSON, description = "Write JSON.")
  private boolean json;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "A package in any form, see `wasmc wit`.")
  private String before = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "Its other version.")
  private String after = "";

  WitDiffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Change> changes = WitDiff.of(flags.parse(session, before), flags.parse(session, after));
    flags.reportUnused(session);
    session.print(json ? json(changes) : DiffText.render(changes));
    boolean breaks = changes.stream().anyMatch(who == null ? Change::isBreaking : who::suffers);
    return breaks ? BREAKING : 0;
  }

  private static String json(List<Change> changes) {
    ObjectNode root = new ObjectMapper().createObjectNode().put("schema", SCHEMA);
    ArrayNode all = root.putArray("changes");
    for (Change change : changes) {
      ObjectNode node = all.addObject().put("path", change.path()).put("id", change.id());
      node.put("message", change.message());
      verdict(node.putObject("importers"), change.importers());
      verdict(node.putObject("exporters"), change.exporters());
    }
    return root.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
  }

  private static void verdict(ObjectNode node, Verdict verdict) {
    node.put("breaking", verdict.isBreaking()).put("reason", verdict.reason());
  }
}
