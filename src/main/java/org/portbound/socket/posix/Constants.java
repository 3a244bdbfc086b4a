package org.portbound.socket.posix;

/** Constants of Linux, by their C names; the same on x86-64 and aarch64. */
final class Constants {
  private Constants() {}

  // bits/socket.h
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int AF_NETLINK = 16;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_RAW = 3;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int MSG_TRUNC = 0x20;
  static final int MSG_DONTWAIT = 0x40;

  // asm-generic/socket.h
  static final int SOL_SOCKET = 1;
  static final int SO_REUSEADDR = 2;
  static final int SO_BROADCAST = 6;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;
  static final int SO_RCVBUFFORCE = 33;
  static final int SO_REUSEPORT = 15;
  static final int SO_BINDTODEVICE = 25;
  static final int SO_TIMESTAMPNS = 35;
  static final int SO_RXQ_OVFL = 40;
  static final int SO_INCOMING_CPU = 49;
  static final int SO_ATTACH_REUSEPORT_CBPF = 51;
  static final int SO_MEMINFO = 55;
  static final int SO_DETACH_REUSEPORT_BPF = 68;

  // linux/bpf_common.h: BPF_LD|BPF_B|BPF_ABS, BPF_RET|BPF_A
  static final int BPF_LD_B_ABS = 0x30;
  static final int BPF_RET_A = 0x16;

  // bits/fcntl-linux.h
  static final int O_RDONLY = 0;
  static final int O_CLOEXEC = 0x80000;
  static final int AT_FDCWD = -100;

  // linux/sched.h, linux/sockios.h, linux/if.h
  static final int CLONE_NEWNET = 0x40000000;
  static final int SIOCGIFFLAGS = 0x8913;
  static final int SIOCSIFFLAGS = 0x8914;
  static final int SIOCGIFMTU = 0x8921;
  static final int SIOCGIFINDEX = 0x8933;

  /** struct ifreq: ifr_name @0, then what is asked for @16. */
  static final int IFREQ_BYTES = 40;

  static final int IFF_UP = 1;
  static final int IFF_LOOPBACK = 0x8;
  static final int IFF_POINTOPOINT = 0x10;
  static final int IFF_RUNNING = 0x40;
  static final int IFF_MULTICAST = 0x1000;
  static final int IFNAMSIZ = 16;

  // linux/sock_diag.h
  static final int SK_MEMINFO_DROPS = 8;
  static final int SK_MEMINFO_VARS = 9;

  // linux/in.h
  static final int IPPROTO_IP = 0;
  static final int IPPROTO_UDP = 17;
  static final int IP_TOS = 1;
  static final int IP_TTL = 2;
  static final int IP_PKTINFO = 8;
  static final int IP_MTU_DISCOVER = 10;
  static final int IP_RECVTTL = 12;
  static final int IP_RECVTOS = 13;
  static final int IP_MTU = 14;
  static final int IP_MULTICAST_IF = 32;
  static final int IP_MULTICAST_TTL = 33;
  static final int IP_MULTICAST_LOOP = 34;
  static final int IP_ADD_MEMBERSHIP = 35;
  static final int IP_DROP_MEMBERSHIP = 36;
  static final int IP_MULTICAST_ALL = 49;

  // linux/in.h, linux/in6.h; the same for both families
  static final int PMTUDISC_WANT = 1;
  static final int PMTUDISC_DO = 2;

  // linux/in.h; the same for both families
  static final int MCAST_BLOCK_SOURCE = 43;
  static final int MCAST_UNBLOCK_SOURCE = 44;
  static final int MCAST_JOIN_SOURCE_GROUP = 46;
  static final int MCAST_LEAVE_SOURCE_GROUP = 47;
  static final int MCAST_MSFILTER = 48;
  static final int MCAST_EXCLUDE = 0;
  static final int MCAST_INCLUDE = 1;

  // linux/in6.h
  static final int IPPROTO_IPV6 = 41;
  static final int IPV6_UNICAST_HOPS = 16;
  static final int IPV6_MULTICAST_IF = 17;
  static final int IPV6_MULTICAST_HOPS = 18;
  static final int IPV6_MULTICAST_LOOP = 19;
  static final int IPV6_JOIN_GROUP = 20;
  static final int IPV6_LEAVE_GROUP = 21;
  static final int IPV6_MTU_DISCOVER = 23;
  static final int IPV6_MTU = 24;
  static final int IPV6_V6ONLY = 26;
  static final int IPV6_MULTICAST_ALL = 29;
  static final int IPV6_RECVPKTINFO = 49;
  static final int IPV6_PKTINFO = 50;
  static final int IPV6_RECVHOPLIMIT = 51;
  static final int IPV6_HOPLIMIT = 52;
  static final int IPV6_RECVTCLASS = 66;
  static final int IPV6_TCLASS = 67;

  // asm-generic/errno-base.h, asm-generic/errno.h, bits/poll.h, bits/eventfd.h
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int ENODEV = 19;
  static final int EOPNOTSUPP = 95;
  static final int POLLIN = 1;
  static final int POLLOUT = 4;
  static final int POLLERR = 8;
  static final int EFD_NONBLOCK = 0x800;
  static final int EFD_CLOEXEC = 0x80000;
}
