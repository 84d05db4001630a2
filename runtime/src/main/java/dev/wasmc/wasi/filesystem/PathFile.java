package dev.wasmc.wasi.filesystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** A file by a channel, and by its path for what a channel does not tell. */
final class PathFile implements FileHandle {
  private final Path path;
  private final FileChannel channel;

  PathFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public byte[] read(int most, long offset) throws FileException {
    ByteBuffer buffer = ByteBuffer.allocate(most);
    int count = PathErrors.call(() -> channel.read(buffer, offset));
    return Arrays.copyOf(buffer.array(), Math.max(count, 0));
  }

  @Override
  public int write(byte[] bytes, int start, long offset) throws FileException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, start, Math.min(bytes.length - start, MAX_CHUNK));
    return PathErrors.call(() -> channel.write(buffer, offset));
  }

  /** Not at once with finding the end, unlike on Linux. */
  @Override
  public int append(byte[] bytes, int start) throws FileException {
    return write(bytes, start, PathErrors.call(channel::size));
  }

  @Override
  public void setSize(long size) throws FileException {
    PathErrors.run(() -> {
      if (size > channel.size()) {
        channel.write(ByteBuffer.allocate(1), size - 1);
      } else {
        channel.truncate(size);
      }
    });
  }

  /** Java has no way to pass advice on, and advice need not be taken. */
  @Override
  public void advise(long offset, long length, Advice advice) {}

  @Override
  public FileStat stat() throws FileException {
    return PathErrors.call(() -> PathNode.stat(path));
  }

  @Override
  public void setTimes(NewTime access, NewTime modification) throws FileException {
    PathErrors.run(() -> PathNode.setTimes(path, access, modification));
  }

  @Override
  public void sync(boolean metadata) throws FileException {
    PathErrors.run(() -> channel.force(metadata));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
