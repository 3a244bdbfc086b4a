package org.portbound.socket.posix;

import jnr.ffi.Pointer;

/**
 * The functions of the C library that start a program (spawn.h, sys/wait.h). All but waitpid return
 * the number of the error, or 0. Public for the reason that {@link LibC} is; with pointers and a
 * string among the arguments, because jffi 1.4.3 hands over the sixth of six plain numbers as
 * garbage.
 */
public interface SpawnCalls {
  /** posix_spawn_file_actions_init(3). */
  int posix_spawn_file_actions_init(Pointer actions);

  /** posix_spawn_file_actions_destroy(3). */
  int posix_spawn_file_actions_destroy(Pointer actions);

  /** posix_spawn_file_actions_addopen(3). */
  int posix_spawn_file_actions_addopen(
      Pointer actions, int descriptor, String path, int flags, int mode);

  /** posix_spawn_file_actions_adddup2(3). */
  int posix_spawn_file_actions_adddup2(Pointer actions, int descriptor, int newDescriptor);

  /** posix_spawn_file_actions_addclose(3). */
  int posix_spawn_file_actions_addclose(Pointer actions, int descriptor);

  /** posix_spawn(3). */
  int posix_spawn(
      Pointer pid,
      String path,
      Pointer actions,
      Pointer attributes,
      Pointer arguments,
      Pointer environment);

  /** waitpid(2). */
  int waitpid(int pid, Pointer status, int options);
}
