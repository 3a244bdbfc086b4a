/** Machine code for ARM. */
open module jnr.a64asm {}
