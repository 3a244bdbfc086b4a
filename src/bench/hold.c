/*
 * Holds UDP sockets in many processes, until its standard input ends or it is killed.
 *
 *   hold PROCESSES SOCKETS OTHER_FILES
 *
 * The sockets are dealt out to the processes and bound to ports of 127.0.0.1 that the kernel chooses. Each process has
 * OTHER_FILES more descriptors, of a pipe. Prints "ready" when all hold what they should.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static int bind_one(void) {
  struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int socket_fd = socket(AF_INET, SOCK_DGRAM, 0);
  return socket_fd < 0 ? -1 : bind(socket_fd, (struct sockaddr *)&any, sizeof any);
}

/* One process: its sockets, its other descriptors, then nothing until its parent ends. */
static void hold(int sockets, int other_files, int done) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int ends[2];
  if (pipe(ends) != 0) {
    _exit(1);
  }
  for (int i = 2; i < other_files; i++) {
    dup(ends[0]);
  }
  for (int i = 0; i < sockets; i++) {
    if (bind_one() != 0) {
      perror("bind");
      _exit(1);
    }
  }
  if (write(done, "x", 1) != 1) {
    _exit(1);
  }
  close(done);
  for (;;) {
    pause();
  }
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: hold PROCESSES SOCKETS OTHER_FILES\n");
    return 2;
  }
  int processes = atoi(arguments[1]);
  int sockets = atoi(arguments[2]);
  for (int i = 0; i < processes; i++) {
    int done[2];
    char byte;
    if (pipe(done) != 0) {
      perror("pipe");
      return 1;
    }
    pid_t child = fork();
    if (child < 0) {
      perror("fork");
      return 1;
    }
    if (child == 0) {
      close(done[0]);
      hold(sockets * (i + 1) / processes - sockets * i / processes, atoi(arguments[3]), done[1]);
    }
    close(done[1]);
    if (read(done[0], &byte, 1) != 1) {
      return 1;
    }
    close(done[0]);
  }
  printf("ready\n");
  fflush(stdout);
  while (getchar() != EOF) {
  }
  return 0;
}
