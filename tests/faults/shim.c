/* Stands between a process and its disk (LD_PRELOAD): logs what is done to the files of one folder, and lets calls fail when told.
   Knows no database.

   SHIM_FOLDER  the folder, without links or a slash at its end
   SHIM_LOG     where to log; none: nothing is logged

   A logged step: one byte what, 8 bytes a number, 4 + 4 bytes two lengths (little endian), then a path and a second path or data.
     c path   made        w path data  written at number    t path  cut or grown to number bytes    s path  synced (file or folder)
     u path   unlinked    r path path  renamed               l path path  linked                            f path  sync failed
   A step stands in the log after it was done, a write before the sync that follows it: whoever reads the log up to any place sees
   nothing as synced that was not. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_length;
static int log_to = -1;

static struct {
    char what;          /* 'w' or 's'; 0: nothing fails */
    char name[64];      /* in the files whose name ends so */
    long skip, times;   /* after so many calls that go well, so many fail (-1: for ever) */
    int error;
} plan;
static long failed;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char *asked = getenv("SHIM_FOLDER"), *log = getenv("SHIM_LOG");
    if (asked && strlen(asked) < sizeof folder) strcpy(folder, asked);
    folder_length = strlen(folder);
    if (log) log_to = syscall(SYS_openat, AT_FDCWD, log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
}

/* From now on: of the calls that do `what` to files whose name ends with `name`, `skip` go well, then `times` fail with `error`. */
void shim_fail(int what, const char *name, long skip, long times, int error) {
    pthread_mutex_lock(&turn);
    snprintf(plan.name, sizeof plan.name, "%s", name);
    plan.what = what, plan.skip = skip, plan.times = times, plan.error = error;
    pthread_mutex_unlock(&turn);
}

/* How many calls were made to fail so far. */
long shim_failed(void) { return failed; }

static int ours(const char *path) {
    return folder_length && !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

static int path_of(int fd, char *path) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return ours(path) && !strstr(path, " (deleted)");
}

static int full_path(int dir, const char *name, char *path) {
    if (name[0] == '/') snprintf(path, PATH_MAX, "%s", name);
    else if (dir == AT_FDCWD) {
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here)) return 0;
        if (snprintf(path, PATH_MAX, "%s/%s", here, name) >= PATH_MAX) return 0;
    } else {
        if (!path_of(dir, path) || strlen(path) + strlen(name) + 2 > PATH_MAX) return 0;
        strcat(strcat(path, "/"), name);
    }
    return ours(path);
}

static void note(char what, int64_t number, const char *path, const void *data, uint32_t length) {
    if (log_to < 0) return;
    struct __attribute__((packed)) { char what; int64_t number; uint32_t first, second; } head = {what, number, strlen(path), length};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, head.first}, {(void *)data, length}};
    if (syscall(SYS_writev, log_to, parts, 3) < 0) abort();
}

static int fails(char what, const char *path) {
    size_t path_length = strlen(path), name_length = strlen(plan.name);
    if (plan.what != what || !plan.times || path_length < name_length) return 0;
    if (strcmp(path + path_length - name_length, plan.name)) return 0;
    if (plan.skip-- > 0) return 0;
    plan.skip = 0;
    if (plan.times > 0) plan.times--;
    failed++;
    errno = plan.error;
    return 1;
}

#define WRITES(name, parameters, call, at)                                                                                                  \
    ssize_t name parameters {                                                                                                               \
        char path[PATH_MAX];                                                                                                                \
        if (!path_of(fd, path)) return REAL(name) call;                                                                                     \
        pthread_mutex_lock(&turn);                                                                                                          \
        off_t place = at;                                                                                                                   \
        ssize_t done = fails('w', path) ? -1 : REAL(name) call;                                                                             \
        int error = errno;                                                                                                                  \
        if (done > 0) note('w', place, path, data, done);                                                                                   \
        pthread_mutex_unlock(&turn);                                                                                                        \
        errno = error;                                                                                                                      \
        return done;                                                                                                                        \
    }

static off_t place_of(int fd) {
    struct stat status;
    if (fcntl(fd, F_GETFL) & O_APPEND) return fstat(fd, &status) ? 0 : status.st_size;
    return lseek(fd, 0, SEEK_CUR);
}

WRITES(write, (int fd, const void *data, size_t size), (fd, data, size), place_of(fd))
WRITES(pwrite, (int fd, const void *data, size_t size, off_t offset), (fd, data, size, offset), offset)
WRITES(pwrite64, (int fd, const void *data, size_t size, off64_t offset), (fd, data, size, offset), offset)

static ssize_t copied(int fd, int from, off_t *offset, size_t size, ssize_t (*by)(int, int, off_t *, size_t)) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return by(fd, from, offset, size);
    pthread_mutex_lock(&turn);
    off_t place = place_of(fd);
    ssize_t done = fails('w', path) ? -1 : by(fd, from, offset, size);
    int error = errno;
    if (done > 0) {
        char *data = malloc(done);
        int back = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
        if (!data || pread(back, data, done, place) != done) abort();
        note('w', place, path, data, done);
        close(back);
        free(data);
    }
    pthread_mutex_unlock(&turn);
    errno = error;
    return done;
}

ssize_t sendfile(int fd, int from, off_t *offset, size_t size) { return copied(fd, from, offset, size, REAL(sendfile)); }
ssize_t sendfile64(int fd, int from, off64_t *offset, size_t size) { return copied(fd, from, offset, size, REAL(sendfile64)); }

#define SIZES(name, kind)                                                                                                                   \
    int name(int fd, kind size) {                                                                                                           \
        char path[PATH_MAX];                                                                                                                \
        if (!path_of(fd, path)) return REAL(name)(fd, size);                                                                                \
        pthread_mutex_lock(&turn);                                                                                                          \
        int done = fails('w', path) ? -1 : REAL(name)(fd, size), error = errno;                                                             \
        if (!done) note('t', size, path, NULL, 0);                                                                                          \
        pthread_mutex_unlock(&turn);                                                                                                        \
        errno = error;                                                                                                                      \
        return done;                                                                                                                        \
    }

SIZES(ftruncate, off_t)
SIZES(ftruncate64, off64_t)

#define GROWS(name, kind)                                                                                                                   \
    int name(int fd, kind offset, kind size) {                                                                                              \
        char path[PATH_MAX];                                                                                                                \
        if (!path_of(fd, path)) return REAL(name)(fd, offset, size);                                                                        \
        pthread_mutex_lock(&turn);                                                                                                          \
        int done = fails('w', path) ? errno : REAL(name)(fd, offset, size);                                                                 \
        if (!done) note('t', offset + size, path, NULL, 0);                                                                                 \
        pthread_mutex_unlock(&turn);                                                                                                        \
        return done;                                                                                                                        \
    }

GROWS(posix_fallocate, off_t)
GROWS(posix_fallocate64, off64_t)

#define SYNCS(name)                                                                                                                         \
    int name(int fd) {                                                                                                                      \
        char path[PATH_MAX];                                                                                                                \
        if (!path_of(fd, path)) return REAL(name)(fd);                                                                                      \
        pthread_mutex_lock(&turn);                                                                                                          \
        int done = fails('s', path) ? -1 : REAL(name)(fd), error = errno;                                                                   \
        note(done ? 'f' : 's', 0, path, NULL, 0);                                                                                           \
        pthread_mutex_unlock(&turn);                                                                                                        \
        errno = error;                                                                                                                      \
        return done;                                                                                                                        \
    }

SYNCS(fsync)
SYNCS(fdatasync)

static int opened(int dir, const char *name, int flags, mode_t mode, int (*by)(int, const char *, int, ...)) {
    char path[PATH_MAX];
    struct stat status;
    if (!(flags & (O_CREAT | O_TRUNC)) || !full_path(dir, name, path)) return by(dir, name, flags, mode);
    pthread_mutex_lock(&turn);
    int there = !stat(path, &status);
    int fd = by(dir, name, flags, mode), error = errno;
    if (fd >= 0 && !there) note('c', 0, path, NULL, 0);
    if (fd >= 0 && there && (flags & O_TRUNC)) note('t', 0, path, NULL, 0);
    pthread_mutex_unlock(&turn);
    errno = error;
    return fd;
}

#define OPENS(name, by, first, dir)                                                                                                         \
    int name(first const char *path, int flags, ...) {                                                                                      \
        va_list more;                                                                                                                       \
        va_start(more, flags);                                                                                                              \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                                                             \
        va_end(more);                                                                                                                       \
        return opened(dir, path, flags, mode, (int (*)(int, const char *, int, ...))real(#by));                                             \
    }
#define COMMA ,

OPENS(open, openat, , AT_FDCWD)
OPENS(open64, openat64, , AT_FDCWD)
OPENS(openat, openat, int folder_fd COMMA, folder_fd)
OPENS(openat64, openat64, int folder_fd COMMA, folder_fd)

static int named(char what, int from_dir, const char *from, int to_dir, const char *to, int done) {
    char first[PATH_MAX], second[PATH_MAX] = "";
    int error = errno;
    if (!done && full_path(from_dir, from, first) && (!to || full_path(to_dir, to, second))) note(what, 0, first, second, strlen(second));
    pthread_mutex_unlock(&turn);
    errno = error;
    return done;
}
#define NAMES(call) (pthread_mutex_lock(&turn), call)

int unlink(const char *path) { return named('u', AT_FDCWD, path, 0, NULL, NAMES(REAL(unlink)(path))); }
int unlinkat(int dir, const char *path, int flags) { return named('u', dir, path, 0, NULL, NAMES(REAL(unlinkat)(dir, path, flags))); }
int rename(const char *from, const char *to) { return named('r', AT_FDCWD, from, AT_FDCWD, to, NAMES(REAL(rename)(from, to))); }
int renameat(int from_dir, const char *from, int to_dir, const char *to) {
    return named('r', from_dir, from, to_dir, to, NAMES(REAL(renameat)(from_dir, from, to_dir, to)));
}
int link(const char *from, const char *to) { return named('l', AT_FDCWD, from, AT_FDCWD, to, NAMES(REAL(link)(from, to))); }
int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags) {
    return named('l', from_dir, from, to_dir, to, NAMES(REAL(linkat)(from_dir, from, to_dir, to, flags)));
}
