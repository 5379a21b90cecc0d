import { parseIp } from '@/lib/net/ip-address'
import { fallsThrough, serveNotModelled, zonesOf, zonesOfOne } from '@/lib/dns/plugins/directive'
import type { Next, Plugin, Serve } from '@/lib/dns/plugins/types'
import type { ServerContext, Served } from '@/lib/dns/served'
import { isInZone } from '@/lib/dns/names'
import type { Query } from '@/lib/network/resolution'
import type { Directive } from '@/lib/corefile/types'
import type { Forwarding, Target } from './forwarding'
import { forwardTo } from './upstreams'

/** Options that change no answer: they measure, keep connections or watch over upstreams. */
const NEUTRAL_OPTIONS: ReadonlySet<string> = new Set(['prefer_udp', 'max_fails', 'health_check', 'expire', 'max_idle_conns', 'max_age', 'max_concurrent', 'failfast_all_unhealthy_upstreams', 'read_timeout'])

/** The directives of one block form a chain in written order: the first whose zone matches takes the query. Source: coredns plugin/forward/setup.go. */
export const forward: Plugin = {
  name: 'forward',
  prepare: directives => {
    const stanzas = directives.map(directive => prepareOne(directive))
    return (query, next, context) => serveFrom(stanzas, 0, query, next, context)
  },
}

function serveFrom(stanzas: readonly Serve[], at: number, query: Query, next: Next, context: ServerContext): Served {
  const stanza = stanzas[at]
  return stanza ? stanza(query, changed => serveFrom(stanzas, at + 1, changed, next, context), context) : next(query)
}

function prepareOne(directive: Directive): Serve {
  const read = readForwarding(directive)
  if (!('option' in read)) return (query, next, context) => (takes(read, query.name) ? forwardTo(read, query, context) : next(query))
  const notModelled = serveNotModelled('forward', read.option)
  return (query, next, context) => (isInZone(query.name, read.from) ? notModelled(query, next, context) : next(query))
}

const takes = ({ from, except }: Forwarding, name: string): boolean => isInZone(name, from) && !fallsThrough(except, name)

/** A directive as data; or the option of it that is not modelled, and where that matters. */
function readForwarding(directive: Directive): Forwarding | { readonly from: string; readonly option: string } {
  const [fromText = '.', ...toTexts] = directive.args
  const from = zonesOfOne(fromText)[0] ?? '.'
  const to: Target[] = []
  for (const text of toTexts) {
    const target = readTarget(text)
    if (target === undefined) return { from, option: text }
    to.push(target)
  }
  const options = directive.block ?? []
  const odd = options.find(({ name }) => !['except', 'policy', 'force_tcp'].includes(name) && !NEUTRAL_OPTIONS.has(name))
  if (odd) return { from, option: odd.name }
  return {
    from, to,
    except: options.filter(({ name }) => name === 'except').flatMap(({ args }) => zonesOf(args, [])),
    policy: options.some(({ name, args }) => name === 'policy' && args[0] === 'sequential') ? 'sequential' : 'random',
    transport: options.some(({ name }) => name === 'force_tcp') ? 'tcp' : 'udp',
  }
}

/** `192.0.2.53`, `192.0.2.53:54`, `[2001:db8::53]:54`, `dns://…` or the resolv.conf of the server. Source: coredns plugin/pkg/parse HostPortOrFile. */
function readTarget(text: string): Target | undefined {
  if (text === '/etc/resolv.conf') return 'resolv.conf'
  const bare = text.replace(/^dns:\/\//, '')
  const whole = parseIp(bare)
  if (whole.ok) return { address: whole.value, port: 53 }
  const [, host = '', port = ''] = /^\[?([^\]]+)\]?:([0-9]{1,5})$/.exec(bare) ?? []
  const address = parseIp(host)
  return address.ok ? { address: address.value, port: Number(port) } : undefined
}
