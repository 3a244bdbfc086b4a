/** Numbers of the systems' headers. */
open module org.jnrproject.constants {}
