/** Machine code for x86. */
open module jnr.x86asm {}
