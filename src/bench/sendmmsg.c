/*
 * Sends the same datagrams as "portbound send --count" with sendmmsg(2), 64 a call, as fast as the kernel takes them, and prints how
 * many it took in how many nanoseconds.
 *
 *   sendmmsg ADDRESS PORT PAYLOAD_BYTES COUNT fixed|numbered
 *
 * "numbered" writes the running number in eight digits at the beginning of each payload.
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

#define SLOTS 64
#define DIGITS 8
#define NS_PER_S 1000000000L

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * NS_PER_S + now.tv_nsec;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

int main(int argc, char **argv) {
  if (argc < 6) {
    fprintf(stderr, "sendmmsg ADDRESS PORT PAYLOAD_BYTES COUNT fixed|numbered\n");
    return 2;
  }
  int size = atoi(argv[3]);
  int64_t count = atoll(argv[4]);
  int numbered = strcmp(argv[5], "numbered") == 0;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  if (inet_pton(AF_INET, argv[1], &to.sin_addr) != 1 || size < DIGITS || size > 65000) {
    fprintf(stderr, "not an IPv4 address, or not a size\n");
    return 2;
  }
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) {
    fail("socket");
  }
  char *bytes = malloc((size_t)SLOTS * size);
  struct mmsghdr messages[SLOTS] = {0};
  struct iovec parts[SLOTS];
  memset(bytes, 'x', (size_t)SLOTS * size);
  for (int i = 0; i < SLOTS; i++) {
    parts[i] = (struct iovec){bytes + (size_t)i * size, size};
    messages[i].msg_hdr = (struct msghdr){
        .msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &parts[i], .msg_iovlen = 1};
  }
  int64_t start = now_ns();
  int64_t sent = 0;
  while (sent < count) {
    int batch = count - sent > SLOTS ? SLOTS : (int)(count - sent);
    if (numbered) {
      for (int i = 0; i < batch; i++) {
        char digits[24];
        snprintf(digits, sizeof digits, "%0*lld", DIGITS, (long long)(sent + i + 1));
        memcpy(parts[i].iov_base, digits, DIGITS);
      }
    }
    int taken = sendmmsg(fd, messages, batch, 0);
    if (taken < 0 && errno != ECONNREFUSED && errno != ENOBUFS && errno != EAGAIN) {
      fail("sendmmsg");
    }
    sent += taken > 0 ? taken : 0;
  }
  printf("%lld %lld\n", (long long)sent, (long long)(now_ns() - start));
  return 0;
}
