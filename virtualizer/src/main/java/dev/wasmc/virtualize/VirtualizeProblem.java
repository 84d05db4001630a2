package dev.wasmc.virtualize;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.List;
import java.util.Optional;

/** What can be wrong with a policy when it meets a guest. */
public sealed interface VirtualizeProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(VirtualizeProblem.class.getResourceAsStream("problems.md"));
  }

  /** A mount's folder is not there, is no folder, or cannot be read. */
  record UnreadableMount(String path, String reason) implements VirtualizeProblem {
    @Override
    public String id() {
      return "unreadable-mount";
    }

    @Override
    public String message() {
      return "cannot mount `" + path + "`: " + reason;
    }
  }

  /** A symbolic link points out of the mounted folder. */
  record EscapingLink(String path, String target) implements VirtualizeProblem {
    @Override
    public String id() {
      return "escaping-link";
    }

    @Override
    public String message() {
      return "the symbolic link `"
          + path
          + "` leaves the mounted folder: it points to `"
          + target
          + "`";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("mount a folder that holds both, or remove the link");
    }
  }

  /** The mounts hold more than the policy allows. */
  record MountsTooLarge(long limit) implements VirtualizeProblem {
    @Override
    public String id() {
      return "mounts-too-large";
    }

    @Override
    public String message() {
      return "the mounted folders hold more than " + limit + " bytes";
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("raise it with --mount-limit, or mount less");
    }
  }

  /** A mount point that cannot be one. */
  record BadMountPoint(String guest, String reason) implements VirtualizeProblem {
    @Override
    public String id() {
      return "bad-mount-point";
    }

    @Override
    public String message() {
      return "`" + guest + "` cannot be a mount point: " + reason;
    }
  }

  /** An answer that does not fit its function. */
  record BadAnswer(String function, String reason) implements VirtualizeProblem {
    @Override
    public String id() {
      return "bad-answer";
    }

    @Override
    public String message() {
      return "the answer for `" + function + "` does not fit: " + reason;
    }
  }

  /** Something in the policy that this guest has no import for. */
  record MatchesNothing(String flag, Optional<String> closest) implements VirtualizeProblem {
    @Override
    public String id() {
      return "matches-nothing";
    }

    @Override
    public String message() {
      return "`" + flag + "` matches no import of the guest";
    }

    @Override
    public Optional<String> hint() {
      return closest.map(name -> "did you mean `" + name + "`?");
    }
  }

  /** Something in the policy that could answer for an import, which passes through. */
  record PassedInstead(String flag, String imported) implements VirtualizeProblem {
    @Override
    public String id() {
      return "passed-instead";
    }

    @Override
    public String message() {
      return "`" + flag + "` has no effect: `" + imported + "` passes through as it is";
    }
  }

  /** Something in the policy that takes streams of the bridge's own, where all have to be real. */
  record StreamsAreReal(String flag) implements VirtualizeProblem {
    @Override
    public String id() {
      return "streams-are-real";
    }

    @Override
    public String message() {
      return "`"
          + flag
          + "` has no effect: an export shares the real streams, and beside these there can be no"
          + " others";
    }
  }

  /** An import of a sort that no bridge can stand for. */
  record CannotVirtualize(String imported, String reason) implements VirtualizeProblem {
    @Override
    public String id() {
      return "cannot-virtualize";
    }

    @Override
    public String message() {
      return "`" + imported + "` stays an import: " + reason;
    }
  }

  /** An import that the policy passes cannot be real beside what is virtual. */
  record CannotPass(String imported, String reason) implements VirtualizeProblem {
    @Override
    public String id() {
      return "cannot-pass";
    }

    @Override
    public String message() {
      return "`" + imported + "` cannot pass: " + reason;
    }
  }

  /** Imports that pass through because an export of the guest uses their resources. */
  record PassedForExport(List<String> imported, String reason) implements VirtualizeProblem {
    public PassedForExport {
      imported = List.copyOf(imported);
    }

    @Override
    public String id() {
      return "passed-for-export";
    }

    @Override
    public String message() {
      return (imported.size() == 1
              ? "`" + imported.getFirst() + "` passes through as it is: "
              : imported.size() + " imports pass through as they are: ")
          + reason;
    }
  }

  /** Values of the policy become part of the artifact. */
  record ValuesBakedIn(List<String> flags) implements VirtualizeProblem {
    public ValuesBakedIn {
      flags = List.copyOf(flags);
    }

    @Override
    public String id() {
      return "values-baked-in";
    }

    @Override
    public String message() {
      return "whoever has the artifact can read the values of " + String.join(", ", flags);
    }
  }
}
