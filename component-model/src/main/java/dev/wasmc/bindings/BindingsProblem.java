package dev.wasmc.bindings;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.Optional;

/** What can be wrong with a WIT package in its binary form. */
public sealed interface BindingsProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(BindingsProblem.class.getResourceAsStream("problems.md"));
  }

  /** A component that is valid and no WIT package. */
  record NotAWitPackage(String reason) implements BindingsProblem {
    @Override
    public String id() {
      return "not-a-wit-package";
    }

    @Override
    public String message() {
      return "this component is no WIT package: " + reason;
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("`wasmc wit PATH --wasm -o FILE` writes a WIT package in its binary form");
    }
  }

  /** A section of documentation that does not belong to the package. */
  record InvalidPackageDocs(String reason) implements BindingsProblem {
    @Override
    public String id() {
      return "invalid-package-docs";
    }

    @Override
    public String message() {
      return "the custom section `package-docs` is invalid: " + reason;
    }
  }

  /** WIT that the binary form cannot express. */
  record NoBinaryForm(String reason) implements BindingsProblem {
    @Override
    public String id() {
      return "wit-no-binary-form";
    }

    @Override
    public String message() {
      return "the package has no binary form: " + reason;
    }
  }
}
