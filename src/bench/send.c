/*
 * Sends datagrams as fast as the kernel takes them, or at a rate, and prints how many it took.
 *
 *   send ADDRESS PORT PAYLOAD_BYTES SECONDS [PER_SECOND]
 *
 * A flood goes out as bursts that the kernel cuts into datagrams (UDP_SEGMENT, linux/udp.h): one by one, each would wake
 * the receiver and the sender would be the limit. A rate goes out in equal shares, every 100 microseconds or, if that
 * would be less than one datagram, one by one.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#ifndef SOL_UDP
#define SOL_UDP 17
#endif
#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

#define MAX_SEGMENTS 64
#define MAX_BURST_BYTES 65000
#define TICK_NS 100000L
#define NS_PER_S 1000000000L

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * NS_PER_S + now.tv_nsec;
}

static void wait_until(int64_t at_ns) {
  struct timespec at = {at_ns / NS_PER_S, at_ns % NS_PER_S};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) == EINTR) {
  }
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* One burst of so many datagrams; ECONNREFUSED tells of an earlier one, and ENOBUFS of a full queue. */
static int burst(int fd, char *bytes, int size, int count) {
  char control[CMSG_SPACE(sizeof(uint16_t))] = {0};
  struct iovec part = {bytes, (size_t)size * count};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (count > 1) {
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_UDP;
    header->cmsg_type = UDP_SEGMENT;
    header->cmsg_len = CMSG_LEN(sizeof(uint16_t));
    uint16_t segment = size;
    memcpy(CMSG_DATA(header), &segment, sizeof segment);
  }
  if (sendmsg(fd, &message, 0) >= 0) {
    return count;
  }
  if (errno != ECONNREFUSED && errno != ENOBUFS && errno != EAGAIN) {
    fail("sendmsg");
  }
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 5) {
    fprintf(stderr, "send ADDRESS PORT PAYLOAD_BYTES SECONDS [PER_SECOND]\n");
    return 2;
  }
  int size = atoi(argv[3]);
  double seconds = atof(argv[4]);
  double rate = argc > 5 ? atof(argv[5]) : 0;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  if (inet_pton(AF_INET, argv[1], &to.sin_addr) != 1 || size < 1 || size > 65000) {
    fprintf(stderr, "not an IPv4 address, or not a size\n");
    return 2;
  }
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  int buffer = 4 << 20;
  setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) < 0) {
    fail("socket");
  }
  int most = MAX_BURST_BYTES / size;
  most = most < 1 ? 1 : most > MAX_SEGMENTS ? MAX_SEGMENTS : most;
  char *bytes = malloc((size_t)most * size);
  for (int i = 0; i < most * size; i++) {
    bytes[i] = 'a' + i % 26;
  }
  int64_t start = now_ns();
  int64_t end = start + (int64_t)(seconds * NS_PER_S);
  int64_t sent = 0;
  if (rate <= 0) {
    while (now_ns() < end) {
      sent += burst(fd, bytes, size, most);
    }
  } else {
    int64_t tick = TICK_NS;
    if (rate * tick < NS_PER_S) {
      tick = (int64_t)(NS_PER_S / rate);
    }
    int64_t due = 0;
    for (int64_t at = start; at < end; at += tick) {
      wait_until(at);
      int64_t wanted = (int64_t)((at + tick - start) * (rate / NS_PER_S));
      while (due < wanted) {
        int64_t left = wanted - due;
        int count = left > most ? most : (int)left;
        sent += burst(fd, bytes, size, count);
        due += count;
      }
    }
  }
  printf("%lld %lld\n", (long long)sent, (long long)(now_ns() - start));
  return 0;
}
