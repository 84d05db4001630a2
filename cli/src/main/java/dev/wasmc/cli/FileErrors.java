package dev.wasmc.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file cannot be used, in a few words. */
final class FileErrors {
  private FileErrors() {}

  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "its folder is no folder";
      case FileAlreadyExistsException _ -> "a file has the name of a folder that it needs";
      case DirectoryNotEmptyException _ -> "it is a folder";
      case FileSystemException system when system.getReason() != null -> lower(system.getReason());
      default -> e.getMessage() == null ? "input or output failed" : lower(e.getMessage());
    };
  }

  /** The reader of a pipe is gone: EPIPE, as the JDK words it. */
  static boolean isClosedPipe(IOException e) {
    String message = e.getMessage();
    return message != null
        && (message.contains("Broken pipe") || message.contains("Stream closed"));
  }

  private static String lower(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
