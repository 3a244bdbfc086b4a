package org.portbound.socket.posix;

import jnr.ffi.types.intptr_t;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/**
 * The functions of the C library that sockets need. Addresses of memory are longs: the memory
 * itself is reached through {@code java.lang.foreign}, whose accessors cost far less than jnr-ffi's
 * pointers. Public and in an exported package because jnr-ffi implements it from a class loader of
 * its own.
 */
public interface LibC {
  /** socket(2). */
  int socket(int domain, int type, int protocol);

  /** setsockopt(2). */
  int setsockopt(int descriptor, int level, int option, @intptr_t long value, int length);

  /** getsockopt(2). */
  int getsockopt(
      int descriptor, int level, int option, @intptr_t long value, @intptr_t long length);

  /** bind(2). */
  int bind(int descriptor, @intptr_t long address, int length);

  /** connect(2). */
  int connect(int descriptor, @intptr_t long address, int length);

  /** getsockname(2). */
  int getsockname(int descriptor, @intptr_t long address, @intptr_t long length);

  /**
   * sendmsg(2). Not sendto(2), which takes six arguments: jffi 1.4.3 hands the sixth over as
   * garbage (seen with strace on x86-64).
   */
  @ssize_t
  long sendmsg(int descriptor, @intptr_t long message, int flags);

  /** sendmmsg(2). */
  int sendmmsg(int descriptor, @intptr_t long messages, int count, int flags);

  /** recvmmsg(2). */
  int recvmmsg(
      int descriptor, @intptr_t long messages, int count, int flags, @intptr_t long timeout);

  /** poll(2). */
  int poll(@intptr_t long descriptors, @size_t long count, int timeoutMs);

  /** eventfd(2). */
  int eventfd(int initial, int flags);

  /** read(2). */
  @ssize_t
  long read(int descriptor, @intptr_t long buffer, @size_t long length);

  /** write(2). */
  @ssize_t
  long write(int descriptor, @intptr_t long buffer, @size_t long length);

  /** close(2). */
  int close(int descriptor);

  /** open(2) of what is there: without a mode. */
  int open(@intptr_t long path, int flags);

  /** readlinkat(2). */
  @ssize_t
  long readlinkat(int directory, @intptr_t long path, @intptr_t long buffer, @size_t long length);

  /** ioctl(2) with a structure. */
  int ioctl(int descriptor, @size_t long request, @intptr_t long structure);

  /** unshare(2): of the calling thread alone. */
  int unshare(int flags);

  /** setfsuid(2): of the calling thread alone; returns the user before. */
  int setfsuid(int uid);

  /** if_nametoindex(3). */
  int if_nametoindex(@intptr_t long name);

  /** getifaddrs(3); the list is freed by {@link #freeifaddrs}. */
  int getifaddrs(@intptr_t long head);

  /** freeifaddrs(3). */
  void freeifaddrs(@intptr_t long head);

  /** syscall(2), for calls that older C libraries have no function for. */
  @intptr_t
  long syscall(
      @intptr_t long number, @intptr_t long first, @intptr_t long second, @intptr_t long third);
}
