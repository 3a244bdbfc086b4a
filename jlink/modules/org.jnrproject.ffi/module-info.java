/** Interfaces of Java onto libraries of C; it writes their classes at run time. */
open module org.jnrproject.ffi {
  requires java.logging;
  requires jdk.unsupported;
  requires jnr.a64asm;
  requires jnr.x86asm;
  requires transitive org.jnrproject.jffi;
  requires org.objectweb.asm;
  requires org.objectweb.asm.commons;
  requires org.objectweb.asm.util;
}
