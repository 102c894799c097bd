/**
 * A filter of system calls in the form the kernel takes (classic BPF, little-endian), for bubblewrap's `--seccomp`. It
 * refuses what no part of a sandbox needs and what has been a way out of namespaces: debugging other processes, kernel
 * modules, BPF, performance counters, key rings, io_uring, clocks, and sockets of families that a network namespace does
 * not hold (vsock reaches the machine's host). Namespaces and mounts stay allowed: the agent's commands get walls of their own.
 */
interface Architecture {
	/** `AUDIT_ARCH_*` of the kernel. */
	audit: number;
	/** Numbers of refused system calls. */
	refused: readonly number[];
	socket: number;
	ioctl: number;
	/** Calls from here on belong to another calling convention (x32), whose numbers the list does not name. */
	foreignFrom: number | null;
}

// In this order: ptrace, process_vm_readv, process_vm_writev, kcmp, init_module, finit_module, delete_module, kexec_load,
// kexec_file_load, bpf, perf_event_open, userfaultfd, add_key, request_key, keyctl, io_uring_setup, io_uring_enter,
// io_uring_register, open_by_handle_at, swapon, swapoff, reboot, settimeofday, clock_settime, clock_adjtime, adjtimex, acct,
// quotactl, move_pages, migrate_pages, lookup_dcookie, syslog, vhangup, personality, pidfd_getfd.
const X64 = [
	101, 310, 311, 312, 175, 313, 176, 246, 320, 321, 298, 323, 248, 249, 250, 425, 426, 427, 304, 167, 168, 169, 164, 227, 305,
	159, 163, 179, 279, 256, 212, 103, 153, 135, 438,
	// Of this architecture alone: iopl, ioperm, modify_ldt, uselib, _sysctl.
	172, 173, 154, 134, 156,
];
const ARM64 = [
	117, 270, 271, 272, 105, 273, 106, 104, 294, 280, 241, 282, 217, 218, 219, 425, 426, 427, 265, 224, 225, 142, 170, 112, 266,
	171, 89, 60, 239, 238, 18, 116, 58, 92, 438,
];
const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
	x64: { audit: 0xc000003e, refused: X64, socket: 41, ioctl: 16, foreignFrom: 0x40000000 },
	arm64: { audit: 0xc00000b7, refused: ARM64, socket: 198, ioctl: 29, foreignFrom: null },
};

/** Unix, IPv4, IPv6, netlink (which tells programs their interfaces). */
const FAMILIES = [1, 2, 10, 16];
/** TIOCSTI and TIOCLINUX: typing into somebody's terminal. */
const TERMINAL_INPUT = [0x5412, 0x541c];
const EPERM = 1;
const EAFNOSUPPORT = 97;

/** Offsets in the kernel's `seccomp_data`; of a 64-bit argument the low half. */
const NUMBER = 0;
const ARCH = 4;
const ARGUMENT = [16, 24] as const;

type Instruction = [code: number, ifTrue: number, ifFalse: number, value: number];
const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const answer = (value: number): Instruction => [0x06, 0, 0, value];
/** Jumps over `skip` instructions when equal. */
const ifEqual = (value: number, skip: number): Instruction => [0x15, skip, 0, value];
const unlessEqual = (value: number, skip: number): Instruction => [0x15, 0, skip, value];
const ifBelow = (value: number, skip: number): Instruction => [0x35, 0, skip, value];
const ALLOW = answer(0x7fff0000);
const refuse = (errno: number): Instruction => answer(0x00050000 | errno);
const KILL = answer(0x80000000);

/** The filter for a processor (`process.arch`); null for one whose system calls it does not know. */
export function systemCallFilter(arch: string): Buffer | null {
	const known = ARCHITECTURES[arch];
	if (known === undefined) return null;
	const { audit, refused, socket, ioctl, foreignFrom } = known;
	return encode([
		load(ARCH),
		ifEqual(audit, 1),
		// Another architecture's numbers mean other calls.
		KILL,
		load(NUMBER),
		...(foreignFrom === null ? [] : [ifBelow(foreignFrom, 1), refuse(EPERM)]),
		...refused.flatMap((number): Instruction[] => [unlessEqual(number, 1), refuse(EPERM)]),
		unlessEqual(socket, FAMILIES.length + 2),
		load(ARGUMENT[0]),
		...FAMILIES.map((family, index) => ifEqual(family, FAMILIES.length - index)),
		refuse(EAFNOSUPPORT),
		// An allowed family continues here, and so does every other call.
		load(NUMBER),
		unlessEqual(ioctl, TERMINAL_INPUT.length + 3),
		load(ARGUMENT[1]),
		...TERMINAL_INPUT.map((request, index) => ifEqual(request, TERMINAL_INPUT.length - index)),
		ALLOW,
		refuse(EPERM),
		ALLOW,
	]);
}

function encode(program: readonly Instruction[]): Buffer {
	const bytes = Buffer.alloc(program.length * 8);
	for (const [index, [code, ifTrue, ifFalse, value]] of program.entries()) {
		bytes.writeUInt16LE(code, index * 8);
		bytes.writeUInt8(ifTrue, index * 8 + 2);
		bytes.writeUInt8(ifFalse, index * 8 + 3);
		bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
	}
	return bytes;
}
