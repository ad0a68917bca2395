/* A clock that can be set: preloaded into a process, it adds the seconds in the file $COUNTERCLAIM_TEST_CLOCK to the time of day.
 * Monotonic clocks, and so all waiting, go on as they are: what a machine that slept, or whose clock was set, sees. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t shift(void)
{
	char text[32] = "";
	const char *file = getenv("COUNTERCLAIM_TEST_CLOCK");
	int from = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
	if (from >= 0) {
		if (read(from, text, sizeof text - 1) < 0)
			text[0] = 0;
		close(from);
	}
	return atol(text);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
	int failed = (int)syscall(SYS_clock_gettime, clock, now);
	if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
		now->tv_sec += shift();
	return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
	struct timespec exact;
	(void)zone;
	int failed = clock_gettime(CLOCK_REALTIME, &exact);
	now->tv_sec = exact.tv_sec;
	now->tv_usec = exact.tv_nsec / 1000;
	return failed;
}

time_t time(time_t *kept)
{
	struct timespec exact;
	clock_gettime(CLOCK_REALTIME, &exact);
	if (kept)
		*kept = exact.tv_sec;
	return exact.tv_sec;
}
