/*
 * What a C program reaches: recvmmsg(2), 64 datagrams a call, with the control messages that Portbound asks for, each
 * datagram stored as a header of 48 bytes and its payload in memory that is used again when it is full.
 *
 *   receive ADDRESS PORT STORE_BYTES [RECEIVE_BUFFER_BYTES]
 *
 * Prints "ready", receives until SIGTERM or SIGINT, and prints how many datagrams and bytes it stored and how many the
 * kernel dropped.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define BATCH 64
#define SLOT_BYTES (1 << 16)
#define CONTROL_BYTES 320
#define SLAB_BYTES (256 << 10)

struct row {
  int64_t time_ns;
  int64_t dropped;
  int32_t listener;
  int32_t interface;
  uint32_t source;
  uint32_t destination;
  int32_t true_length;
  uint16_t length;
  uint16_t source_port;
  int16_t ttl;
  int16_t traffic_class;
  uint16_t flags;
  uint16_t destination_port;
};

static volatile sig_atomic_t ended;

static void on_signal(int signal) {
  (void)signal;
  ended = 1;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void on(int fd, int level, int option) {
  int one = 1;
  if (setsockopt(fd, level, option, &one, sizeof one) < 0) {
    fail("setsockopt");
  }
}

static void read_control(struct msghdr *message, struct row *row) {
  for (struct cmsghdr *each = CMSG_FIRSTHDR(message); each; each = CMSG_NXTHDR(message, each)) {
    void *data = CMSG_DATA(each);
    if (each->cmsg_level == SOL_SOCKET && each->cmsg_type == SCM_TIMESTAMPNS) {
      struct timespec time;
      memcpy(&time, data, sizeof time);
      row->time_ns = time.tv_sec * 1000000000LL + time.tv_nsec;
    } else if (each->cmsg_level == SOL_SOCKET && each->cmsg_type == SO_RXQ_OVFL) {
      uint32_t dropped;
      memcpy(&dropped, data, sizeof dropped);
      row->dropped = dropped;
    } else if (each->cmsg_level == IPPROTO_IP && each->cmsg_type == IP_PKTINFO) {
      struct in_pktinfo info;
      memcpy(&info, data, sizeof info);
      row->interface = info.ipi_ifindex;
      row->destination = info.ipi_addr.s_addr;
    } else if (each->cmsg_level == IPPROTO_IP && each->cmsg_type == IP_TTL) {
      int ttl;
      memcpy(&ttl, data, sizeof ttl);
      row->ttl = (int16_t)ttl;
    } else if (each->cmsg_level == IPPROTO_IP && each->cmsg_type == IP_TOS) {
      row->traffic_class = *(uint8_t *)data;
    }
  }
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "receive ADDRESS PORT STORE_BYTES [RECEIVE_BUFFER_BYTES]\n");
    return 2;
  }
  struct sockaddr_in local = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  inet_pton(AF_INET, argv[1], &local.sin_addr);
  struct sigaction action = {.sa_handler = on_signal};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) {
    fail("socket");
  }
  if (argc > 4) {
    int buffer = atoi(argv[4]);
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer) < 0) {
      setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    }
  }
  on(fd, SOL_SOCKET, SO_TIMESTAMPNS);
  on(fd, SOL_SOCKET, SO_RXQ_OVFL);
  on(fd, IPPROTO_IP, IP_PKTINFO);
  on(fd, IPPROTO_IP, IP_RECVTTL);
  on(fd, IPPROTO_IP, IP_RECVTOS);
  if (bind(fd, (struct sockaddr *)&local, sizeof local) < 0) {
    fail("bind");
  }
  /* Touched before it is needed. */
  size_t slabs = strtoull(argv[3], NULL, 10) / SLAB_BYTES;
  char *store = malloc(slabs * SLAB_BYTES);
  char *payloads = malloc((size_t)BATCH * SLOT_BYTES);
  memset(store, 1, slabs * SLAB_BYTES);
  memset(payloads, 1, (size_t)BATCH * SLOT_BYTES);

  static struct mmsghdr messages[BATCH];
  static struct iovec parts[BATCH];
  static struct sockaddr_in names[BATCH];
  static char controls[BATCH][CONTROL_BYTES] __attribute__((aligned(8)));
  for (int i = 0; i < BATCH; i++) {
    parts[i] = (struct iovec){payloads + (size_t)i * SLOT_BYTES, SLOT_BYTES};
    messages[i].msg_hdr = (struct msghdr){
        .msg_name = &names[i], .msg_iov = &parts[i], .msg_iovlen = 1, .msg_control = controls[i]};
  }
  printf("ready\n");
  fflush(stdout);

  long long datagrams = 0;
  long long bytes = 0;
  long long dropped = 0;
  size_t slab = 0;
  size_t used = 0;
  size_t rows = 0;
  while (!ended) {
    for (int i = 0; i < BATCH; i++) {
      messages[i].msg_hdr.msg_namelen = sizeof names[i];
      messages[i].msg_hdr.msg_controllen = CONTROL_BYTES;
    }
    int count = recvmmsg(fd, messages, BATCH, MSG_WAITFORONE | MSG_TRUNC, NULL);
    if (count < 0) {
      if (errno == EINTR) {
        continue;
      }
      fail("recvmmsg");
    }
    for (int i = 0; i < count; i++) {
      struct row row = {.listener = 1,
          .source = names[i].sin_addr.s_addr,
          .source_port = ntohs(names[i].sin_port),
          .destination_port = ntohs(local.sin_port),
          .true_length = messages[i].msg_len,
          .ttl = -1,
          .traffic_class = -1,
          .flags = 3};
      row.length = messages[i].msg_len > SLOT_BYTES - 1 ? SLOT_BYTES - 1 : messages[i].msg_len;
      read_control(&messages[i].msg_hdr, &row);
      size_t need = (sizeof row + row.length + 7) & ~(size_t)7;
      if (used + need + (rows + 1) * sizeof(uint32_t) > SLAB_BYTES) {
        slab = (slab + 1) % slabs;
        used = 0;
        rows = 0;
      }
      char *base = store + slab * SLAB_BYTES;
      uint32_t at = (uint32_t)used;
      memcpy(base + SLAB_BYTES - (rows + 1) * sizeof at, &at, sizeof at);
      memcpy(base + used, &row, sizeof row);
      memcpy(base + used + sizeof row, parts[i].iov_base, row.length);
      used += need;
      rows++;
      bytes += row.length;
      dropped = row.dropped;
    }
    datagrams += count;
  }
  printf("%lld %lld %lld\n", datagrams, bytes, dropped);
  return 0;
}
