/**
 * A workbench file above the pages: what it holds before it is opened, and what came of it. JavaFX
 * thread.
 */
package org.portbound.ui.bench;
