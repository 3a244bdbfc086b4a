/** Calls into C; its library for this system lies beside the run-time image's own. */
open module org.jnrproject.jffi {
  requires java.logging;
  requires jdk.unsupported;
}
