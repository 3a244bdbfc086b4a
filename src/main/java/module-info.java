import org.jspecify.annotations.NullMarked;

/**
 * Shared UDP ports, their diagnosis, and datagrams in sight: one engine, a window and a terminal.
 */
@NullMarked
module org.portbound {
  requires static org.jspecify;
  requires jdk.net;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.jr.ob;
  requires info.picocli;
  requires org.commonmark;
  requires org.commonmark.ext.gfm.tables;
  requires org.dnsjava;
  requires org.jnrproject.constants;
  requires org.jnrproject.ffi;
  requires org.jnrproject.jffi;
  requires org.jnrproject.posix;
  requires org.objectweb.asm;
  requires org.snakeyaml.engine;
  requires javafx.controls;
  requires org.controlsfx.controls;
  requires atlantafx.base;
  requires org.kordamp.ikonli.javafx;
  requires org.kordamp.ikonli.feather;

  uses org.portbound.socket.InterfaceReader;

  provides org.portbound.socket.InterfaceReader with
      org.portbound.socket.posix.PosixInterfaces;

  exports org.portbound.ui to
      javafx.graphics;

  // Picocli writes the arguments into the fields of the commands.
  opens org.portbound.cli to
      info.picocli;

  // jnr-ffi implements LibC from a class loader of its own.
  exports org.portbound.socket.posix;
}
