package dev.wasmc.capability;

import dev.wasmc.wasm.ByteSlice;

/** One thing that a flag or an entry of a policy file says. */
public sealed interface Setting {
  PolicyKey key();

  /** As a user would write it, for messages. */
  default String shown() {
    return key().flag();
  }

  record Clock(MockClock clock) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.CLOCK;
    }
  }

  record Variable(String name, String value) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.ENV;
    }

    @Override
    public String shown() {
      return key().flag() + " " + name + "=…";
    }
  }

  record Argument(String value) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.ARG;
    }
  }

  record MountFolder(Mount mount) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.MOUNT;
    }

    @Override
    public String shown() {
      return key().flag() + " " + mount.guest() + "=" + mount.directory();
    }
  }

  /**
   * @param bytes at least 0
   */
  record MountLimit(long bytes) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.MOUNT_LIMIT;
    }
  }

  record Seed(long seed) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.RANDOM;
    }
  }

  record Stdin(ByteSlice content) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.STDIN;
    }
  }

  record Stdio(StdioMode mode) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.STDIO;
    }

    @Override
    public String shown() {
      return key().flag() + " " + mode.label();
    }
  }

  record Exit(boolean allowed) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.EXIT;
    }

    @Override
    public String shown() {
      return key().flag() + (allowed ? " allow" : " deny");
    }
  }

  record Constant(Answer answer) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.ANSWER;
    }

    @Override
    public String shown() {
      return key().flag() + " " + answer.function() + "=…";
    }
  }

  record Pass(String imported) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.PASS;
    }

    @Override
    public String shown() {
      return key().flag() + " " + imported;
    }
  }

  record Folder(Grants.Directory directory) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.DIR;
    }

    @Override
    public String shown() {
      return key().flag() + " " + directory.host() + "::" + directory.guest();
    }
  }

  record InheritVariable(String name) implements Setting {
    @Override
    public PolicyKey key() {
      return PolicyKey.INHERIT_ENV;
    }

    @Override
    public String shown() {
      return key().flag() + " " + name;
    }
  }

  enum InheritStdin implements Setting {
    INHERIT_STDIN;

    @Override
    public PolicyKey key() {
      return PolicyKey.INHERIT_STDIN;
    }
  }

  /** A real thing that has no parameters. */
  enum Allow implements Setting {
    CLOCKS("clocks", Capability.CLOCKS),
    RANDOM("random", Capability.RANDOMNESS);

    private final String label;
    private final Capability capability;

    Allow(String label, Capability capability) {
      this.label = label;
      this.capability = capability;
    }

    public String label() {
      return label;
    }

    public Capability capability() {
      return capability;
    }

    @Override
    public PolicyKey key() {
      return PolicyKey.ALLOW;
    }

    @Override
    public String shown() {
      return key().flag() + " " + label;
    }
  }
}
