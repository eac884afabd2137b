package dev.cleave.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskTest {

  @TempDir private Path directory;

  @Test
  void when_it_is_full_nothing_more_can_be_written_until_there_is_room_again() throws IOException {
    Path folder = directory.resolve("disk");
    SmallDisk disk = SmallDisk.mount(folder);
    assumeTrue(disk != null, "no file system can be mounted here");
    try {
      disk.fill();
      assertThatThrownBy(() -> Files.writeString(folder.resolve("file"), "more"))
          .isInstanceOf(IOException.class);

      disk.free();
      assertThat(Files.writeString(folder.resolve("file"), "more")).hasContent("more");
    } finally {
      disk.unmount();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_a_killed_test_left_mounted_is_taken_away() throws IOException {
    Path folder = directory.resolve("disk");
    SmallDisk disk = SmallDisk.mount(folder);
    assumeTrue(disk != null, "no file system can be mounted here");
    Files.writeString(folder.resolve("file"), "left");

    SmallDisk.unmountLeftover(folder);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void where_nothing_is_mounted_nothing_is_taken_away() throws IOException {
    SmallDisk.unmountLeftover(directory.resolve("absent"));
    SmallDisk.unmountLeftover(Files.createDirectory(directory.resolve("plain")));

    assertThat(directory.resolve("plain")).isEmptyDirectory();
  }
}
