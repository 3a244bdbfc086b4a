/*
 * mapped COMMAND [ARGUMENT ...]: starts a command and prints how many milliseconds pass until its window is mapped, as the
 * X server reports it (MapNotify, XMapWindow(3)); then ends the command. A window counts from 300 by 200 pixels on.
 */
#include <X11/Xlib.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

/* A window may be gone before its size is asked for. */
static int ignore(Display *display, XErrorEvent *error) {
  (void)display;
  (void)error;
  return 0;
}

int main(int count, char **words) {
  Display *display = XOpenDisplay(NULL);
  if (count < 2 || display == NULL) {
    fprintf(stderr, "usage: mapped COMMAND [ARGUMENT ...], with DISPLAY set\n");
    return 2;
  }
  XSetErrorHandler(ignore);
  XSelectInput(display, DefaultRootWindow(display), SubstructureNotifyMask);
  XSync(display, False);
  double begun = now_ms();
  pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    execvp(words[1], words + 1);
    _exit(127);
  }
  setpgid(child, child);
  alarm(60);
  for (;;) {
    XEvent event;
    XWindowAttributes attributes;
    XNextEvent(display, &event);
    double passed = now_ms() - begun;
    if (event.type == MapNotify && XGetWindowAttributes(display, event.xmap.window, &attributes) &&
        attributes.width >= 300 && attributes.height >= 200) {
      printf("%.0f\n", passed);
      break;
    }
  }
  kill(-child, SIGTERM);
  waitpid(child, NULL, 0);
  return 0;
}
