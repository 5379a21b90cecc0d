import { spawn, type ChildProcessWithoutNullStreams, type SpawnOptionsWithoutStdio } from 'node:child_process'
import type { StubResolver } from '@/lib/network/name-server'
import { writeResolvConf } from '@/lib/network/resolv-conf/text'

/** Where a process runs: a network namespace, and the files that stand in the place of the machine's own. */
export interface Inside { readonly namespace: string; readonly resolvConf: string; readonly switchConf: string }

/** Names come from DNS alone: the machine's /etc/hosts is no part of any design. */
export const NAME_SERVICE_SWITCH = 'hosts: dns\n'

/**
 * glibc asks over TCP without a deadline of its own: a lost SYN costs what the kernel gives it, 131 s with the usual six repetitions. With two
 * it is some seconds, and the outcome is the same. Sources: glibc resolv/res_send.c send_vc; Linux Documentation/networking/ip-sysctl.rst, tcp_syn_retries.
 */
const SYN_RETRIES = 2

/**
 * Starts a program in a network namespace, with a mount namespace of its own in which /etc/resolv.conf is the given file. Nothing is written
 * to the machine's /etc; the mounts are gone with the process. Sources: nsenter(1), unshare(1), mount_namespaces(7).
 */
export function spawnInside({ namespace, resolvConf, switchConf }: Inside, words: readonly string[], options: SpawnOptionsWithoutStdio = {}): ChildProcessWithoutNullStreams {
  const mounts = `echo ${SYN_RETRIES} > /proc/sys/net/ipv4/tcp_syn_retries && mount --bind "$1" /etc/resolv.conf && mount --bind "$2" /etc/nsswitch.conf && shift 2 && exec "$@"`
  return spawn('nsenter', [`--net=/run/netns/${namespace}`, 'unshare', '--mount', 'sh', '-c', mounts, 'sh', resolvConf, switchConf, ...words], options)
}

/** The resolv.conf of a device, written for the C library. A device without a resolver has an empty one. */
export function resolvConfText(resolver: StubResolver | undefined): string {
  if (!resolver) return ''
  const { nameServers, search, ndots, timeoutSeconds, attempts, options = [] } = resolver
  return writeResolvConf({ nameservers: nameServers.map(String), searches: search, options: [`ndots:${ndots}`, `timeout:${timeoutSeconds}`, `attempts:${attempts}`, ...options] })
}
