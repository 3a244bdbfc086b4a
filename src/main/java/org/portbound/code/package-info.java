/**
 * Complete programs in C, Go, Python and Java that do what a listener or a send of Portbound's
 * does, to be copied. Knows plans and payload notations, and says as messages what a language
 * cannot; opens no socket. Pure functions; any thread.
 */
package org.portbound.code;
