/*
 * Stands between a process and the disk (LD_PRELOAD), for the files of a log:
 * those with "log.sqlite" in their path, without the shared memory. What it
 * does is told by the environment:
 *
 *   DISK_FILES=TEXT     stands before the files with this in their path instead
 *   DISK_TRACE=FILE     notes every write, truncation and sync, in order
 *   DISK_CONTROL=FILE   sixteen bytes that may change while it runs: how many
 *                       bytes the disk still takes (negative: no limit), and
 *                       how many syncs fail from now on
 *   DISK_KILL=OP,NAME,N,WHEN
 *                       kills the process at the Nth OP (write, truncate, sync)
 *                       of a file whose path ends in NAME, before or after it
 *
 * Operations are made one at a time, so that the trace has the order of the disk.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_truncate)(int, off_t);
static int (*real_sync)(int);
static int trace = -1;
static volatile int64_t *control;
static char kill_op[16], kill_name[64], kill_when[16];
static long kill_after = -1;
static const char *files = "log.sqlite";

static void prepare(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_truncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_sync = dlsym(RTLD_NEXT, "fsync");
  if (getenv("DISK_FILES")) files = getenv("DISK_FILES");
  const char *file = getenv("DISK_TRACE");
  if (file) trace = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  file = getenv("DISK_CONTROL");
  if (file) {
    int fd = open(file, O_RDWR | O_CLOEXEC);
    void *map = mmap(NULL, 16, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (map != MAP_FAILED) control = map;
    close(fd);
  }
  const char *kill = getenv("DISK_KILL");
  if (kill && sscanf(kill, "%15[^,],%63[^,],%ld,%15s", kill_op, kill_name, &kill_after, kill_when) != 4) abort();
}

static int is_ours(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, 1023);
  if (length <= 0) return 0;
  path[length] = 0;
  return strstr(path, files) != NULL && strstr(path, "-shm") == NULL;
}

static void note(char op, const char *path, int64_t offset, const void *bytes, int64_t length) {
  if (trace < 0) return;
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  uint8_t head[18];
  head[0] = (uint8_t)op;
  head[1] = (uint8_t)strlen(name);
  memcpy(head + 2, &offset, 8);
  memcpy(head + 10, &length, 8);
  if (real_write(trace, head, 18) != 18 || real_write(trace, name, head[1]) != head[1]) abort();
  if (bytes && real_write(trace, bytes, length) != length) abort();
}

/* Returns whether the process is to be killed after the operation; before it, it is killed here. */
static int meet(const char *op, const char *path) {
  if (kill_after < 0 || strcmp(op, kill_op) != 0) return 0;
  size_t have = strlen(path), want = strlen(kill_name);
  if (have < want || strcmp(path + have - want, kill_name) != 0) return 0;
  if (--kill_after > 0) return 0;
  if (strcmp(kill_when, "before") == 0) kill(getpid(), SIGKILL);
  return 1;
}

static ssize_t put(int fd, const char *path, const void *bytes, size_t length, off_t offset, int is_placed) {
  int is_last = meet("write", path);
  if (control && control[0] >= 0) {
    if (control[0] == 0) { errno = ENOSPC; return -1; }
    if ((int64_t)length > control[0]) length = control[0];
    control[0] -= length;
  }
  ssize_t done = is_placed ? real_pwrite(fd, bytes, length, offset) : real_write(fd, bytes, length);
  if (done > 0) note('w', path, offset, bytes, done);
  if (is_last) kill(getpid(), SIGKILL);
  return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  pthread_once(&once, prepare);
  char path[1024];
  if (!is_ours(fd, path)) return real_write(fd, bytes, length);
  pthread_mutex_lock(&turn);
  ssize_t done = put(fd, path, bytes, length, lseek(fd, 0, SEEK_CUR), 0);
  int error = errno;
  pthread_mutex_unlock(&turn);
  errno = error;
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
  pthread_once(&once, prepare);
  char path[1024];
  if (!is_ours(fd, path)) return real_pwrite(fd, bytes, length, offset);
  pthread_mutex_lock(&turn);
  ssize_t done = put(fd, path, bytes, length, offset, 1);
  int error = errno;
  pthread_mutex_unlock(&turn);
  errno = error;
  return done;
}

int ftruncate64(int fd, off_t length) {
  pthread_once(&once, prepare);
  char path[1024];
  if (!is_ours(fd, path)) return real_truncate(fd, length);
  pthread_mutex_lock(&turn);
  int is_last = meet("truncate", path);
  int result = real_truncate(fd, length);
  if (result == 0) note('t', path, length, NULL, 0);
  if (is_last) kill(getpid(), SIGKILL);
  pthread_mutex_unlock(&turn);
  return result;
}

int fsync(int fd) {
  pthread_once(&once, prepare);
  char path[1024];
  if (!is_ours(fd, path)) return real_sync(fd);
  pthread_mutex_lock(&turn);
  int is_last = meet("sync", path);
  int result = 0;
  if (control && control[1] > 0) {
    control[1] -= 1;
    errno = EIO;
    result = -1;
  } else {
    /* A trace is replayed as if the disk had been waited for; waiting for it would only take time. */
    if (trace < 0 && kill_after < 0 && !control) result = real_sync(fd);
    note('s', path, 0, NULL, 0);
  }
  int error = errno;
  if (is_last) kill(getpid(), SIGKILL);
  pthread_mutex_unlock(&turn);
  errno = error;
  return result;
}

int fdatasync(int fd) { return fsync(fd); }
