/** The calls of POSIX. */
open module org.jnrproject.posix {
  requires java.logging;
  requires jdk.unsupported;
  requires org.jnrproject.constants;
  requires transitive org.jnrproject.ffi;
}
