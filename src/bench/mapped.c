/*
 * mapped [-c | -d] COMMAND [ARGUMENT ...]: starts a command and prints how many milliseconds pass until its window is
 * mapped, as the X server reports it (MapNotify, XMapWindow(3)); then ends the command. A window counts from 300 by 200
 * pixels on.
 * With -c it lets the window stand for five seconds, closes it as a window manager does (WM_DELETE_WINDOW, ICCCM 4.2.8.1)
 * and prints too how many milliseconds pass until the process has ended, and its status.
 * With -d it prints too how many milliseconds pass until the window is drawn: what the server reports as drawn (XDamage(3))
 * holds as many edges as a page full of words does, and an empty frame does not.
 */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

/* Asks a window to close. */
static void ask_to_close(Display *display, Window window) {
  XEvent event = {.xclient = {.type = ClientMessage, .window = window, .format = 32}};
  event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
  event.xclient.data.l[0] = XInternAtom(display, "WM_DELETE_WINDOW", False);
  event.xclient.data.l[1] = CurrentTime;
  XSendEvent(display, window, False, NoEventMask, &event);
  XSync(display, False);
}

/* Whether there are words and lines in most of a window: more than one pixel in fifty differs from the one beside it. */
static int is_full(Display *display, Window window) {
  XWindowAttributes size;
  if (!XGetWindowAttributes(display, window, &size)) {
    return 0;
  }
  XImage *picture = XGetImage(display, window, 0, 0, size.width, size.height, AllPlanes, ZPixmap);
  if (picture == NULL) {
    return 0;
  }
  long edges = 0;
  for (int y = 0; y < size.height; y += 4) {
    for (int x = 1; x < size.width; x++) {
      edges += XGetPixel(picture, x, y) != XGetPixel(picture, x - 1, y);
    }
  }
  XDestroyImage(picture);
  return edges * 50 > (long)size.width * size.height / 4;
}

/* Waits until a window is drawn. */
static void wait_until_full(Display *display, Window window) {
  int first, errors;
  if (!XDamageQueryExtension(display, &first, &errors)) {
    fprintf(stderr, "mapped: the X server has no DAMAGE\n");
    exit(2);
  }
  Damage damage = XDamageCreate(display, window, XDamageReportNonEmpty);
  while (!is_full(display, window)) {
    XEvent event;
    do {
      XNextEvent(display, &event);
    } while (event.type != first + XDamageNotify);
    XDamageSubtract(display, damage, None, None);
  }
}

int main(int count, char **words) {
  Display *display = XOpenDisplay(NULL);
  int closes = count > 1 && strcmp(words[1], "-c") == 0;
  int draws = count > 1 && strcmp(words[1], "-d") == 0;
  words += closes + draws;
  if (count - closes - draws < 2 || display == NULL) {
    fprintf(stderr, "usage: mapped [-c | -d] COMMAND [ARGUMENT ...], with DISPLAY set\n");
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
      if (draws) {
        wait_until_full(display, event.xmap.window);
        printf("%.0f\n", now_ms() - begun);
      } else if (closes) {
        int status = 0;
        sleep(5);
        double asked = now_ms();
        ask_to_close(display, event.xmap.window);
        waitpid(child, &status, 0);
        printf("%.0f %d\n", now_ms() - asked, WEXITSTATUS(status));
        return 0;
      }
      break;
    }
  }
  kill(-child, SIGTERM);
  waitpid(child, NULL, 0);
  return 0;
}
