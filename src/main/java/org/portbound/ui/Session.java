package org.portbound.ui;

import org.portbound.file.MessageStore;
import org.portbound.ui.control.Commands;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.Memory;
import org.portbound.ui.control.Settings;
import org.portbound.workbench.Workbench;

/**
 * What outlives a window that is built anew in another language.
 *
 * @param workbench everything that is open
 * @param settings what the user has chosen
 * @param commands where blocking work goes
 * @param messages the user's own
 * @param files how the user is asked for files
 * @param memory what one window hands to the next
 */
record Session(
    Workbench workbench,
    Settings settings,
    Commands commands,
    MessageStore messages,
    FileChoice files,
    Memory memory) {}
