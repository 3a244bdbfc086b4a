package org.portbound.experiment;

/** Hears how far an experiment is; called on its thread. */
@FunctionalInterface
public interface Progress {
  /** So many of so many are done. */
  void done(long done, long total);
}
