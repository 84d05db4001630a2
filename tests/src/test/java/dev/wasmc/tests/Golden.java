package dev.wasmc.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.approvaltests.Approvals;
import org.approvaltests.approvers.ApprovalApprover;
import org.approvaltests.core.ApprovalFailureReporter;
import org.approvaltests.core.Options;
import org.approvaltests.core.VerifyResult;
import org.junit.jupiter.api.Assertions;

/**
 * Text that somebody has looked at and approved, beside the test resources. With {@code
 * -Dwasmc.bless=true} what comes out now is approved.
 *
 * <p>An approver of our own, since the library's writes logs and fetches scripts from the network.
 */
public final class Golden implements ApprovalApprover {
  private static final Path RESOURCES =
      Path.of(System.getProperty("wasmc.root", ".."), "tests/src/test/resources");

  private final Path approved;
  private final String text;

  private Golden(Path approved, String text) {
    this.approved = approved;
    this.text = text;
  }

  /**
   * @param name of the file without its ending, within the package of the test
   */
  public static void verify(Class<?> test, String name, String text) {
    Path folder = RESOURCES.resolve(test.getPackageName().replace('.', '/'));
    Approvals.verify(
        new Golden(folder.resolve(name + ".approved.txt"), text), new Options((_, _) -> false));
  }

  @Override
  public VerifyResult approve() {
    return VerifyResult.from(read().equals(text));
  }

  private String read() {
    try {
      return Files.exists(approved) ? Files.readString(approved) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public VerifyResult reportFailure(ApprovalFailureReporter reporter) {
    if (!Boolean.getBoolean("wasmc.bless")) {
      return VerifyResult.FAILURE;
    }
    try {
      Files.createDirectories(approved.resolveSibling("."));
      Files.writeString(approved, text);
      return VerifyResult.SUCCESS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void fail() {
    Assertions.assertEquals(read(), text, approved + " (approve with -Dwasmc.bless=true)");
  }

  @Override
  public void cleanUpAfterSuccess(ApprovalFailureReporter reporter) {}
}
