package dev.wasmc.wasi.filesystem;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;

/** Tells error codes from Java's exceptions. */
final class PathErrors {
  @FunctionalInterface
  interface Call<T> {
    T call() throws IOException, FileException;
  }

  @FunctionalInterface
  interface Action {
    void run() throws IOException, FileException;
  }

  private PathErrors() {}

  static <T> T call(Call<T> call) throws FileException {
    try {
      return call.call();
    } catch (IOException
        | IllegalArgumentException
        | UnsupportedOperationException
        | NonReadableChannelException
        | NonWritableChannelException e) {
      throw new FileException(code(e));
    }
  }

  static void run(Action action) throws FileException {
    call(() -> {
      action.run();
      return ErrorCode.IO;
    });
  }

  private static ErrorCode code(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> ErrorCode.NO_ENTRY;
      case FileAlreadyExistsException _ -> ErrorCode.EXIST;
      case DirectoryNotEmptyException _ -> ErrorCode.NOT_EMPTY;
      case AccessDeniedException _ -> ErrorCode.ACCESS;
      case NotDirectoryException _ -> ErrorCode.NOT_DIRECTORY;
      case FileSystemLoopException _ -> ErrorCode.LOOP;
      case AtomicMoveNotSupportedException _ -> ErrorCode.CROSS_DEVICE;
      case NotLinkException _ -> ErrorCode.INVALID;
      case ClosedChannelException _ -> ErrorCode.BAD_DESCRIPTOR;
      case NonReadableChannelException _ -> ErrorCode.BAD_DESCRIPTOR;
      case NonWritableChannelException _ -> ErrorCode.BAD_DESCRIPTOR;
      case IllegalArgumentException _ -> ErrorCode.INVALID;
      case UnsupportedOperationException _ -> ErrorCode.UNSUPPORTED;
      default -> ErrorCode.IO;
    };
  }
}
