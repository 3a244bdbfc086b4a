package org.portbound.ui;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;

/** Writes an image as PNG (RFC 2083): 8-bit RGB, filter "up" on every line. */
final class Picture {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int FILTER_UP = 2;

  private Picture() {}

  static void write(Image image, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (var out = new DataOutputStream(Files.newOutputStream(file))) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header((int) image.getWidth(), (int) image.getHeight()));
      chunk(out, "IDAT", pixels(image));
      chunk(out, "IEND", new byte[0]);
    }
  }

  private static byte[] header(int width, int height) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(width);
    out.writeInt(height);
    out.write(new byte[] {8, 2, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static byte[] pixels(Image image) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    PixelReader reader = image.getPixelReader();
    byte[] above = new byte[3 * width];
    byte[] line = new byte[3 * width];
    byte[] filtered = new byte[3 * width];
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int argb = reader.getArgb(x, y);
          line[3 * x] = (byte) (argb >> 16);
          line[3 * x + 1] = (byte) (argb >> 8);
          line[3 * x + 2] = (byte) argb;
        }
        for (int i = 0; i < line.length; i++) {
          filtered[i] = (byte) (line[i] - above[i]);
        }
        out.write(FILTER_UP);
        out.write(filtered);
        byte[] swap = above;
        above = line;
        line = swap;
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
