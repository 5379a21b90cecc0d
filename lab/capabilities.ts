import { existsSync } from 'node:fs'
import type { Capabilities } from '@/lib/lab/plan'
import { ipBatch, runProgram } from './process'

/** What this machine can do, tried out in a namespace of its own; or why it cannot run a lab at all. */
export async function detectCapabilities(): Promise<{ readonly ok: true; readonly value: Capabilities; readonly lacking: readonly string[] } | { readonly ok: false; readonly error: string }> {
  if (process.platform !== 'linux') return { ok: false, error: 'a lab needs Linux' }
  if (process.getuid?.() !== 0) return { ok: false, error: 'a lab needs root (or use the script of "podway export lab", which makes a user namespace)' }
  const scratch = `pw${process.pid}caps`
  const made = await ipBatch([`netns add ${scratch}`])
  if (made.length > 0) return { ok: false, error: `no network namespaces: ${made.join('; ')}` }
  try {
    const works = async (...lines: readonly string[]) => (await ipBatch(lines, scratch)).length === 0
    if (!(await works('link add name if1 type veth peer name if2'))) return { ok: false, error: 'no veth pairs' }
    if (!(await works('link add name if3 type bridge'))) return { ok: false, error: 'no bridges' }
    const filter = await runProgram('nft', ['-c', '-f', '-'], 'table inet t {\n chain c {\n type filter hook forward priority 0;\n ct state new accept;\n }\n}\n')
    if (filter.exit !== 0) return { ok: false, error: `nft does not work: ${filter.messages.split('\n')[0] ?? ''}` }
    const vxlan = await works('link add name if4 type vxlan id 1 local 192.0.2.1 remote 192.0.2.2 dstport 4789 df unset')
    const tun = existsSync('/dev/net/tun') && await works('tuntap add dev if5 mode tun')
    const value = { vxlan, tun, bridgeFilter: existsSync('/proc/sys/net/bridge/bridge-nf-call-iptables'), sctp: existsSync('/proc/net/sctp') }
    return { ok: true, value, lacking: await others(works) }
  } finally {
    await ipBatch([`netns del ${scratch}`])
  }
}

/** Device types that other kernels have: named in the result, since tunnels of these kinds are replaced here. */
async function others(works: (...lines: readonly string[]) => Promise<boolean>): Promise<readonly string[]> {
  const types = { wireguard: 'type wireguard', ipip: 'type ipip local 192.0.2.1 remote 192.0.2.2', gre: 'type gre local 192.0.2.1 remote 192.0.2.2', geneve: 'type geneve id 1 remote 192.0.2.2' }
  const found = await Promise.all(Object.entries(types).map(async ([name, words]) => await works(`link add name cap-${name} ${words}`) ? [] : [name]))
  return found.flat()
}
