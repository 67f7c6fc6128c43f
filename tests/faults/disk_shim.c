/* A disk that fails, or loses power, at the k-th step: preloaded (LD_PRELOAD) in front of the C library.

   Comes in: disk_arm(), called in the process whose disk it is to be, with the beginning of the paths that are watched.
   Goes out: what the calls below answer; disk_steps() and disk_kinds(), what was passed. Never: touches another file.

   A step is each opening that makes a file (o), write (w), fsync (s), ftruncate (t) and unlink (u) of a watched file,
   and each fsync of the folder that holds them (d).

   FAIL answers the k-th step with an error, and, if it is to last, every later one that needs room or the disk.
   CUT is a power cut at the k-th step: what was written and not yet fsynced is lost, all of it or, by chance, some of it,
   in any order and torn at sectors; so are names of files whose folder was not fsynced. Then the process is killed.
   With "lie" an fsync is answered and not done, as a disk with a cache, or synchronous=OFF, would have it. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { OFF, COUNT, FAIL, CUT };
enum { NOTHING, BEGINNING, SCATTERED, EVERYTHING };
enum { MOST_FDS = 4096, MOST_FILES = 32, MOST_STEPS = 100000, SECTOR = 512, FOLDER = -1 };

struct op { off_t at; size_t size; unsigned char *data; int cut; }; /* cut: an ftruncate to "at" */

struct file {
    char path[PATH_MAX];
    unsigned char *safe; /* what a power cut leaves */
    size_t safe_size;
    int safe_name, gone;
    struct op *ops;
    int count, room;
};

static int mode, wrong, lasts, kept, lie;
static long at, passed;
static unsigned long chance;
static char prefix[PATH_MAX], folder[PATH_MAX];
static struct file files[MOST_FILES];
static int file_count;
static int file_of[MOST_FDS]; /* index + 1, or FOLDER */
static char kinds[MOST_STEPS + 1];

static unsigned next(unsigned below) {
    chance = chance * 6364136223846793005UL + 1442695040888963407UL;
    return (unsigned)(chance >> 33) % below;
}

static void *room(void *old, size_t size) {
    void *made = realloc(old, size ? size : 1);
    if (!made) _exit(99);
    return made;
}

static void read_safe(struct file *file) {
    struct stat status;
    int fd = syscall(SYS_openat, AT_FDCWD, file->path, O_RDONLY | O_CLOEXEC, 0);
    file->safe_size = 0;
    if (fd < 0) return;
    if (syscall(SYS_fstat, fd, &status) == 0) {
        file->safe = room(file->safe, status.st_size);
        while (file->safe_size < (size_t)status.st_size) {
            long got = syscall(SYS_pread64, fd, file->safe + file->safe_size, status.st_size - file->safe_size,
                               file->safe_size);
            if (got <= 0) break;
            file->safe_size += got;
        }
    }
    syscall(SYS_close, fd);
}

static void forget_ops(struct file *file) {
    for (int i = 0; i < file->count; i++) free(file->ops[i].data);
    file->count = 0;
}

static void note(struct file *file, off_t where, const void *data, size_t size, int cut) {
    if (mode != CUT) return;
    if (file->count == file->room) {
        file->room = file->room ? 2 * file->room : 64;
        file->ops = room(file->ops, file->room * sizeof *file->ops);
    }
    struct op *op = &file->ops[file->count++];
    op->at = where, op->size = size, op->cut = cut, op->data = NULL;
    if (size) memcpy(op->data = room(NULL, size), data, size);
}

static void apply(struct file *file, const struct op *op, size_t from, size_t until) {
    size_t end = op->cut ? (size_t)op->at : op->at + until;
    if (op->cut || end > file->safe_size) {
        file->safe = room(file->safe, end);
        if (end > file->safe_size) memset(file->safe + file->safe_size, 0, end - file->safe_size);
        file->safe_size = end;
    }
    if (!op->cut && until > from) memcpy(file->safe + op->at + from, op->data + from, until - from);
}

static size_t torn(size_t size) { return size <= SECTOR ? 0 : SECTOR * next(size / SECTOR + 1); }

static void lose(struct file *file) {
    int keep = kept == EVERYTHING ? file->count : kept == BEGINNING ? (int)next(file->count + 1) : 0;
    for (int i = 0; i < file->count; i++) {
        const struct op *op = &file->ops[i];
        if (kept == SCATTERED && next(2)) apply(file, op, next(4) ? 0 : torn(op->size), next(4) ? op->size : torn(op->size));
        else if (i < keep) apply(file, op, 0, op->size);
        else if (i == keep && kept == BEGINNING && !op->cut) apply(file, op, 0, torn(op->size));
    }
}

static void power_cut(void) {
    for (int i = 0; i < file_count; i++) {
        struct file *file = &files[i];
        int named = file->safe_name || (file->gone ? 0 : kept == EVERYTHING || (kept && next(2)));
        lose(file);
        syscall(SYS_unlinkat, AT_FDCWD, file->path, 0);
        if (!named) continue;
        int fd = syscall(SYS_openat, AT_FDCWD, file->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        for (size_t done = 0; fd >= 0 && done < file->safe_size;) {
            long put = syscall(SYS_pwrite64, fd, file->safe + done, file->safe_size - done, done);
            if (put <= 0) _exit(98);
            done += put;
        }
    }
    syscall(SYS_kill, getpid(), SIGKILL);
}

/* Count a step; 0 when it is to be done. A power cut at a write finds that write on its way. */
static int step(char kind) {
    long number = ++passed;
    if (number <= MOST_STEPS) kinds[number - 1] = kind;
    if (mode == CUT && number == at) power_cut();
    if (mode != FAIL || number < at) return 0;
    if (number > at && (!lasts || (wrong == ENOSPC && !strchr("ow", kind)))) return 0;
    errno = wrong;
    return -1;
}

static struct file *known(const char *path, int made) {
    for (int i = 0; i < file_count; i++)
        if (!strcmp(files[i].path, path)) {
            if (made && files[i].gone) files[i].gone = 0, files[i].safe_name = 0, files[i].safe_size = 0;
            return &files[i];
        }
    if (file_count == MOST_FILES) _exit(97);
    struct file *file = &files[file_count++];
    strcpy(file->path, path);
    file->safe_name = !made;
    if (mode == CUT) read_safe(file);
    return file;
}

static int watched(const char *path) { return mode != OFF && !strncmp(path, prefix, strlen(prefix)); }

static struct file *of(int fd) {
    return mode != OFF && fd >= 0 && fd < MOST_FDS && file_of[fd] > 0 ? &files[file_of[fd] - 1] : NULL;
}

static int opened(int where, const char *path, int flags, mode_t bits) {
    int watch = watched(path), made = 0;
    if (watch && (flags & O_CREAT)) {
        made = syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0;
        if (made && step('o')) return -1;
    }
    int fd = syscall(SYS_openat, where, path, flags, bits);
    if (fd >= 0 && fd < MOST_FDS && mode != OFF)
        file_of[fd] = watch ? (int)(known(path, made) - files) + 1 : !strcmp(path, folder) ? FOLDER : 0;
    return fd;
}

static int synced(int fd) {
    struct file *file = of(fd);
    int is_folder = mode != OFF && fd >= 0 && fd < MOST_FDS && file_of[fd] == FOLDER;
    if ((file || is_folder) && step(file ? 's' : 'd')) return -1;
    if ((file || is_folder) && lie) return 0;
    if (file && mode == CUT) {
        forget_ops(file);
        read_safe(file);
    }
    for (int i = 0; is_folder && i < file_count; i++) files[i].safe_name = !files[i].gone;
    return syscall(SYS_fsync, fd);
}

static ssize_t written(int fd, const void *data, size_t size, off_t where, int placed) {
    struct file *file = of(fd);
    if (file) {
        if (!placed) where = syscall(SYS_lseek, fd, 0, SEEK_CUR);
        note(file, where, data, size, 0);
        if (step('w')) {
            /* A disk that fills up takes a part first, and says so. */
            if (!(mode == FAIL && wrong == ENOSPC && lasts && passed == at && size > 1)) return -1;
            size /= 2;
        }
    }
    return placed ? syscall(SYS_pwrite64, fd, data, size, where) : syscall(SYS_write, fd, data, size);
}

static int resized(int fd, off_t size) {
    struct file *file = of(fd);
    if (file) {
        note(file, size, NULL, 0, 1);
        if (step('t')) return -1;
    }
    return syscall(SYS_ftruncate, fd, size);
}

static int removed(int where, const char *path, int flags) {
    if (watched(path)) {
        struct file *file = known(path, 0);
        if (step('u')) return -1;
        file->gone = 1;
    }
    return syscall(SYS_unlinkat, where, path, flags);
}

/* -- what the program calls */

void disk_arm(const char *begins, int what, long number, int error, int stays, int keeps, int lying, unsigned long seed) {
    strcpy(prefix, begins);
    strcpy(folder, begins);
    char *slash = strrchr(folder, '/');
    if (slash) *slash = 0;
    wrong = error, lasts = stays, kept = keeps, lie = lying, at = number, chance = seed, passed = 0;
    memset(file_of, 0, sizeof file_of);
    file_count = 0;
    mode = what;
}

long disk_steps(void) { return passed; }

const char *disk_kinds(void) { return kinds; }

#define BITS(flags, last) \
    mode_t bits = 0; \
    if ((flags) & O_CREAT) { va_list more; va_start(more, last); bits = va_arg(more, unsigned); va_end(more); }

int open(const char *path, int flags, ...) { BITS(flags, flags) return opened(AT_FDCWD, path, flags, bits); }
int open64(const char *path, int flags, ...) { BITS(flags, flags) return opened(AT_FDCWD, path, flags, bits); }
int openat(int where, const char *path, int flags, ...) { BITS(flags, flags) return opened(where, path, flags, bits); }
int openat64(int where, const char *path, int flags, ...) { BITS(flags, flags) return opened(where, path, flags, bits); }
int close(int fd) {
    if (fd >= 0 && fd < MOST_FDS) file_of[fd] = 0;
    return syscall(SYS_close, fd);
}
ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t where) { return written(fd, data, size, where, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off_t where) { return written(fd, data, size, where, 1); }
int fsync(int fd) { return synced(fd); }
int fdatasync(int fd) { return synced(fd); }
int ftruncate(int fd, off_t size) { return resized(fd, size); }
int ftruncate64(int fd, off_t size) { return resized(fd, size); }
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int unlinkat(int where, const char *path, int flags) { return removed(where, path, flags); }
