/*
 * A QEMU plugin that counts the instructions a guest executes, exactly, for any firmware.
 *
 *   gcc -O2 -shared -fPIC -o icount.so icount.c
 *   qemu-system-arm … -icount shift=0 -plugin icount.so[,marker=ADDRESS][,out=FILE][,profile=FILE]…
 *
 * A guest's store to the marker address prints
 *     ICOUNT mark=<value stored> total=<instructions so far> delta=<instructions since the last mark>
 * (the storing instruction included), and the end of the run prints
 *     ICOUNT exit total=<instructions>
 * The default marker 0xE0000000 is the Cortex-M ITM's first stimulus port: QEMU ignores the write, as does
 * silicon with the ITM off. On the RISC-V "virt" machine take 0x100000, the test finisher, with values
 * other than 0x3333, 0x5555 and 0x7777.
 *
 * profile=FILE writes "<hex address> <instructions>" per translation block, for what ran while the
 * last mark was odd (1 starts, 2 stops); with after=TOTAL, only from the mark at that total to the next.
 *
 * quiet=NUMBER prints no line for the marks of that number; the next other mark, or the end, then prints how
 * many there were, and which came the longest after the mark before it:
 *     ICOUNT longest=<instructions> count=<marks> after=<total at the mark before>
 *
 * The prototypes are QEMU's public plugin API, version 4 (QEMU 9.1 and later), written out because
 * Debian does not package its header.
 */
#include <stdint.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))
typedef uint64_t qemu_plugin_id_t;
typedef struct { const char *target_name; struct { int min, cur; } version; bool system_emulation; int smp_vcpus, max_vcpus; } qemu_info_t;
struct qemu_plugin_tb; struct qemu_plugin_insn; struct qemu_plugin_scoreboard;
typedef struct { struct qemu_plugin_scoreboard *score; size_t offset; } qemu_plugin_u64;
enum { CB_NO_REGS };
enum qemu_plugin_mem_rw { MEM_R = 1, MEM_W, MEM_RW };
enum qemu_plugin_op { INLINE_ADD_U64, INLINE_STORE_U64 };
enum qemu_plugin_mem_value_type { VAL_U8, VAL_U16, VAL_U32, VAL_U64, VAL_U128 };
typedef struct { enum qemu_plugin_mem_value_type type; union { uint8_t u8; uint16_t u16; uint32_t u32; uint64_t u64; struct { uint64_t low, high; } u128; } data; } qemu_plugin_mem_value;
typedef uint32_t qemu_plugin_meminfo_t;
extern struct qemu_plugin_scoreboard *qemu_plugin_scoreboard_new(size_t element_size);
extern void qemu_plugin_u64_set(qemu_plugin_u64 e, unsigned int vcpu, uint64_t v);
extern uint64_t qemu_plugin_u64_get(qemu_plugin_u64 e, unsigned int vcpu);
extern uint64_t qemu_plugin_u64_sum(qemu_plugin_u64 e);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
extern struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t i);
extern void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, void (*cb)(qemu_plugin_id_t, struct qemu_plugin_tb *));
extern void qemu_plugin_register_vcpu_insn_exec_inline_per_vcpu(struct qemu_plugin_insn *insn, enum qemu_plugin_op op, qemu_plugin_u64 entry, uint64_t imm);
extern void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *insn, void (*cb)(unsigned, qemu_plugin_meminfo_t, uint64_t, void *), int flags, enum qemu_plugin_mem_rw rw, void *ud);
extern qemu_plugin_mem_value qemu_plugin_mem_get_value(qemu_plugin_meminfo_t info);
extern void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *tb, void (*cb)(unsigned, void *), int flags, void *ud);
extern uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *tb);
extern void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, void (*cb)(qemu_plugin_id_t, void *), void *ud);

EXPORT int qemu_plugin_version = 4;

static qemu_plugin_u64 count;
static uint64_t marker = 0xE0000000u, last;
static bool want_marker = true;
static FILE *out;
static const char *proffile;
static bool prof_on;
static uint64_t quiet = UINT64_MAX, quiet_count, longest, longest_after, after = UINT64_MAX;
struct rec { uint64_t vaddr, n, hits; struct rec *next; };
static struct rec *recs;
static void tb_exec(unsigned vcpu, void *ud) { if (prof_on) ((struct rec *)ud)->hits++; }

static void print_longest(void)
{
    if (quiet != UINT64_MAX)
        fprintf(out, "ICOUNT longest=%llu count=%llu after=%llu\n", (unsigned long long)longest, (unsigned long long)quiet_count, (unsigned long long)longest_after);
    longest = quiet_count = 0;
}

static void mem_cb(unsigned vcpu, qemu_plugin_meminfo_t info, uint64_t vaddr, void *ud)
{
    if (vaddr != marker) return;
    qemu_plugin_mem_value v = qemu_plugin_mem_get_value(info);
    uint64_t val = v.type == VAL_U8 ? v.data.u8 : v.type == VAL_U16 ? v.data.u16 : v.type == VAL_U32 ? v.data.u32 : v.data.u64;
    uint64_t now = qemu_plugin_u64_sum(count), delta = now - last;
    if (after != UINT64_MAX) prof_on = now == after;
    else prof_on = val & 1;
    if (val == quiet) {
        quiet_count++;
        if (delta > longest) { longest = delta; longest_after = last; }
        last = now;
        return;
    }
    print_longest();
    fprintf(out, "ICOUNT mark=%llu total=%llu delta=%llu\n", (unsigned long long)val, (unsigned long long)now, (unsigned long long)delta);
    fflush(out);
    last = now;
}

static void tb_trans(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
    size_t n = qemu_plugin_tb_n_insns(tb);
    if (proffile) {
        struct rec *r = calloc(1, sizeof *r);
        r->vaddr = qemu_plugin_tb_vaddr(tb); r->n = n; r->next = recs; recs = r;
        qemu_plugin_register_vcpu_tb_exec_cb(tb, tb_exec, CB_NO_REGS, r);
    }
    for (size_t i = 0; i < n; i++) {
        struct qemu_plugin_insn *in = qemu_plugin_tb_get_insn(tb, i);
        qemu_plugin_register_vcpu_insn_exec_inline_per_vcpu(in, INLINE_ADD_U64, count, 1);
        if (want_marker) qemu_plugin_register_vcpu_mem_cb(in, mem_cb, CB_NO_REGS, MEM_W, NULL);
    }
}

static void at_exit(qemu_plugin_id_t id, void *p)
{
    print_longest();
    fprintf(out, "ICOUNT exit total=%llu\n", (unsigned long long)qemu_plugin_u64_sum(count));
    fflush(out);
    if (proffile) {
        FILE *f = fopen(proffile, "w");
        for (struct rec *r = recs; r; r = r->next)
            if (r->hits) fprintf(f, "%llx %llu\n", (unsigned long long)r->vaddr, (unsigned long long)(r->hits * r->n));
        fclose(f);
    }
}

EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv)
{
    out = stderr;
    for (int i = 0; i < argc; i++) {
        if (!strncmp(argv[i], "marker=", 7)) {
            if (!strcmp(argv[i] + 7, "off")) want_marker = false;
            else marker = strtoull(argv[i] + 7, NULL, 0);
        } else if (!strncmp(argv[i], "out=", 4)) {
            out = fopen(argv[i] + 4, "w");
            if (!out) { perror(argv[i] + 4); return 1; }
        } else if (!strncmp(argv[i], "profile=", 8)) { proffile = strdup(argv[i] + 8);
        } else if (!strncmp(argv[i], "quiet=", 6)) { quiet = strtoull(argv[i] + 6, NULL, 0);
        } else if (!strncmp(argv[i], "after=", 6)) { after = strtoull(argv[i] + 6, NULL, 0);
        } else { fprintf(stderr, "icount: unknown option %s\n", argv[i]); return 1; }
    }
    count.score = qemu_plugin_scoreboard_new(sizeof(uint64_t));
    count.offset = 0;
    qemu_plugin_register_vcpu_tb_trans_cb(id, tb_trans);
    qemu_plugin_register_atexit_cb(id, at_exit, NULL);
    return 0;
}
