import { parseIp, type IpAddress } from '@/lib/net/ip-address'
import { zonesOf, zonesOfOne } from '@/lib/dns/plugins/directive'
import { RCODES } from '@/lib/dns/plugins/rcodes'
import type { BlockFacts } from '@/lib/dns/plugins/types'
import type { Directive } from '@/lib/corefile/types'
import { own } from '@/lib/net/own'
import type { Rcode } from '@/lib/network/resolution'

/** Where queries go: addresses with ports, and `resolv.conf` for the upstreams of the server itself. */
export type Target = { readonly address: IpAddress; readonly port: number } | 'resolv.conf'

export interface Forwarding {
  readonly from: string
  readonly except: readonly string[]
  readonly to: readonly Target[]
  readonly policy: 'random' | 'sequential'
  /** As the question came, unless told otherwise. */
  readonly transport: 'udp' | 'tcp' | 'same'
  /** Rcodes after which another upstream is asked. */
  readonly failover: ReadonlySet<Rcode>
  /** Rcodes, and NODATA, after which the next directive of the block is asked, where there is one. */
  readonly next: ReadonlySet<Rcode | 'NODATA'>
}

/** Options that change no answer: they measure, keep connections, or watch over upstreams. */
const NEUTRAL: ReadonlySet<string> = new Set(['max_fails', 'max_connect_attempts', 'health_check', 'expire', 'max_age', 'max_idle_conns', 'max_concurrent', 'failfast_all_unhealthy_upstreams', 'read_timeout', 'tls_servername', 'doh_method'])
const READ: ReadonlySet<string> = new Set(['except', 'policy', 'force_tcp', 'prefer_udp', 'failover', 'next', 'next_on_nodata'])

/** A directive as data; or the option of it that is not modelled, and where that matters. Source: coredns plugin/forward/setup.go. */
export function readForwarding(directive: Directive, files: BlockFacts['files']): Forwarding | { readonly from: string; readonly option: string } {
  const [fromText = '.', ...toTexts] = directive.args
  const from = zonesOfOne(fromText)[0] ?? '.'
  const targets = toTexts.map(text => readTargets(text, files))
  const unread = toTexts.find((_, at) => targets[at] === undefined)
  if (unread !== undefined) return { from, option: unread }
  const options = directive.block ?? []
  const odd = options.find(({ name }) => !READ.has(name) && !NEUTRAL.has(name))
  if (odd) return { from, option: odd.name }
  const argsOf = (name: string) => options.filter(option => option.name === name).flatMap(({ args }) => args)
  const has = (name: string) => options.some(option => option.name === name)
  const rcodes = (name: string) => argsOf(name).flatMap(word => RCODES.get(word.toUpperCase()) ?? [])
  return {
    from, to: targets.flatMap(one => one ?? []),
    except: zonesOf(argsOf('except'), []),
    policy: argsOf('policy').at(-1) === 'sequential' ? 'sequential' : 'random',
    transport: has('force_tcp') ? 'tcp' : has('prefer_udp') ? 'udp' : 'same',
    failover: new Set(rcodes('failover')),
    next: new Set([...rcodes('next'), ...(has('next_on_nodata') ? ['NODATA' as const] : [])]),
  }
}

/** `192.0.2.53`, `192.0.2.53:54`, `[2001:db8::53]:54`, `dns://…`, the resolv.conf of the server, or one beside the Corefile. Source: coredns plugin/pkg/parse HostPortOrFile. */
function readTargets(text: string, files: BlockFacts['files']): readonly Target[] | undefined {
  if (text === '/etc/resolv.conf') return ['resolv.conf']
  const file = own(files, text)
  if (file !== undefined) return file.split('\n').flatMap(line => { const parsed = parseIp(/^\s*nameserver\s+(\S+)/.exec(line)?.[1] ?? ''); return parsed.ok ? [{ address: parsed.value, port: 53 }] : [] })
  const bare = text.replace(/^dns:\/\//, '')
  const whole = parseIp(bare)
  if (whole.ok) return [{ address: whole.value, port: 53 }]
  const [, host = '', port = ''] = /^\[?([^\]]+)\]?:([0-9]{1,5})$/.exec(bare) ?? []
  const address = parseIp(host)
  return address.ok ? [{ address: address.value, port: Number(port) }] : undefined
}
