/* A clock of the machine that tests set: preloaded into the program, it moves CLOCK_REALTIME by the seconds that the
   file of PREAU_TEST_CLOCK holds. A timer that waits for a moment of that clock ends as soon as the file changes, as the
   kernel ends one that is cancelled when the clock is set. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

typedef int (*get_t)(clockid_t, struct timespec *);
typedef int (*arm_t)(int, int, const struct itimerspec *, struct itimerspec *);

static volatile int armed = -1;
static int watch = -1;

static long long shift(void)
{
    const char *name = getenv("PREAU_TEST_CLOCK");
    FILE *file = name ? fopen(name, "r") : NULL;
    long long seconds = 0;
    if (!file)
        return 0;
    if (fscanf(file, "%lld", &seconds) != 1)
        seconds = 0;
    fclose(file);
    return seconds;
}

int clock_gettime(clockid_t id, struct timespec *at)
{
    get_t real = (get_t)dlsym(RTLD_NEXT, "clock_gettime");
    int answer = real(id, at);
    if (answer == 0 && id == CLOCK_REALTIME)
        at->tv_sec += shift();
    return answer;
}

/* Ends the armed timer at each change of the folder of the file. */
static void *cancel(void *arm)
{
    char events[4096];
    struct itimerspec now = {{0, 0}, {0, 1}};
    while (read(watch, events, sizeof events) > 0)
        if (armed >= 0)
            ((arm_t)arm)(armed, 0, &now, NULL);
    return NULL;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *at, struct itimerspec *old)
{
    arm_t real = (arm_t)dlsym(RTLD_NEXT, "timerfd_settime");
    struct itimerspec moved = *at;
    pthread_t thread;
    if (!(flags & TFD_TIMER_ABSTIME))
        return real(fd, flags, at, old);
    moved.it_value.tv_sec -= shift();
    if (watch < 0 && getenv("PREAU_TEST_CLOCK")) {
        char folder[4096];
        strncpy(folder, getenv("PREAU_TEST_CLOCK"), sizeof folder - 1);
        folder[sizeof folder - 1] = 0;
        *strrchr(folder, '/') = 0;
        watch = inotify_init1(IN_CLOEXEC);
        inotify_add_watch(watch, folder, IN_MOVED_TO);
        pthread_create(&thread, NULL, cancel, (void *)real);
    }
    int answer = real(fd, flags, &moved, old);
    armed = fd;
    return answer;
}
