/* A clock of the machine that tests set: preloaded into the program, it moves CLOCK_REALTIME by the seconds that the
   file of PREAU_TEST_CLOCK holds, and the timers that wait for a moment of that clock with it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/timerfd.h>
#include <time.h>

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

int clock_gettime(clockid_t id, struct timespec *time)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int answer = real(id, time);
    if (answer == 0 && id == CLOCK_REALTIME)
        time->tv_sec += shift();
    return answer;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *at, struct itimerspec *old)
{
    static int (*real)(int, int, const struct itimerspec *, struct itimerspec *);
    struct itimerspec moved = *at;
    if (!real)
        real = (int (*)(int, int, const struct itimerspec *, struct itimerspec *))dlsym(RTLD_NEXT, "timerfd_settime");
    if (flags & TFD_TIMER_ABSTIME)
        moved.it_value.tv_sec -= shift();
    return real(fd, flags, &moved, old);
}
