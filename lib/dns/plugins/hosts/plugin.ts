import { parseIp, versionOf, type IpAddress } from '@/lib/net/ip-address'
import { isInZone, longestZone, normaliseName } from '@/lib/dns/names'
import { addressOfReverse } from '@/lib/dns/plugins/kubernetes/reverse'
import { fallsThrough, fallthroughOf, serveNotModelled, zonesOf } from '@/lib/dns/plugins/directive'
import type { Next, Plugin, Serve } from '@/lib/dns/plugins/types'
import { replyWith, respond, serveOne, step } from '@/lib/dns/response'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { Directive } from '@/lib/corefile/types'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Query } from '@/lib/network/resolution'

interface Hosts {
  readonly zones: readonly string[]
  readonly byName: ReadonlyMap<string, readonly IpAddress[]>
  readonly byAddress: ReadonlyMap<IpAddress, readonly string[]>
  readonly ttlSeconds: number
  readonly fallthrough: readonly string[] | null
  readonly unsupported: 'falls-through' | 'nodata'
}

const DEFAULT_TTL_SECONDS = 3600
const DEFAULT_FILE = '/etc/hosts'
const OPTIONS: ReadonlySet<string> = new Set(['fallthrough', 'fallthrough_unsupported', 'ttl', 'no_reverse', 'reload'])

/** Names written into the Corefile, in the form of /etc/hosts. The file itself is not read: see README.md. */
export const hosts: Plugin = {
  name: 'hosts',
  prepare: ([directive], block): Serve | null => {
    if (!directive) return null
    const [path, ...zones] = directive.args
    const text = block.files[path ?? DEFAULT_FILE]
    if (text === undefined && path !== undefined && path !== DEFAULT_FILE) return serveNotModelled('hosts', path)
    const read = readHosts(directive, zonesOf(zones, block.zones), text ?? '')
    return (query, next, context) => (longestZone(query.name, read.zones) === undefined && query.type !== 'PTR' ? next(query) : serve(read, query, next, context))
  },
}

function readHosts(directive: Directive, zones: readonly string[], text: string): Hosts {
  const byName = new Map<string, IpAddress[]>()
  const byAddress = new Map<IpAddress, string[]>()
  const options = directive.block ?? []
  const lines = text.split('\n').map(line => line.replace(/#.*/, '').trim().split(/\s+/))
  const entries = [...lines.map(([name = '', ...args]) => ({ name, args })), ...options.filter(({ name }) => !OPTIONS.has(name))]
  for (const { name, args } of entries) {
    const address = addressOf(name)
    if (address === undefined) continue
    for (const arg of args.map(normaliseName).filter(owner => zones.some(zone => isInZone(owner, zone)))) {
      byName.set(arg, [...(byName.get(arg) ?? []), address])
      byAddress.set(address, [...(byAddress.get(address) ?? []), arg])
    }
  }
  const ttl = options.find(({ name }) => name === 'ttl')?.args[0]
  return {
    zones, byName,
    byAddress: options.some(({ name }) => name === 'no_reverse') ? new Map() : byAddress,
    ttlSeconds: ttl === undefined ? DEFAULT_TTL_SECONDS : Number(ttl),
    fallthrough: fallthroughOf(directive.block),
    unsupported: options.some(({ name }) => name === 'fallthrough_unsupported') ? 'falls-through' : 'nodata',
  }
}

/** An IPv4-mapped address counts as the IPv4 one (Go's net.IP.To4). */
function addressOf(text: string): IpAddress | undefined {
  const parsed = parseIp(text.replace(/^::ffff:(?=\d+\.)/i, ''))
  return parsed.ok ? parsed.value : undefined
}

/** A known name answers or has no data; an unknown one is SERVFAIL, because there is no SOA for an NXDOMAIN. Source: coredns plugin/hosts/hosts.go ServeDNS. */
function serve(read: Hosts, query: Query, next: Next, context: ServerContext): Served {
  const facts = { zone: longestZone(query.name, read.zones) ?? '.' }
  const owner = { name: query.name, ttlSeconds: read.ttlSeconds }
  const address = query.type === 'PTR' ? addressOfReverse(query.name) : undefined
  if (query.type === 'PTR') {
    const names = address === undefined ? [] : (read.byAddress.get(address) ?? [])
    return names.length === 0 ? next(query) : answer(names.map(data => ({ ...owner, type: 'PTR', data })), context, facts)
  }
  const held = [...heldBy(read, query.name, 4), ...heldBy(read, query.name, 6)]
  if (query.type !== 'A' && query.type !== 'AAAA' && read.unsupported === 'falls-through' && fallsThrough(read.fallthrough, query.name)) return next(query)
  if (held.length > 0) return answer(held.map((data): ResourceRecord => ({ ...owner, type: versionOf(data) === 4 ? 'A' : 'AAAA', data })).filter(({ type }) => type === query.type), context, facts)
  if (!fallsThrough(read.fallthrough, query.name)) return serveOne(context, 'hosts', replyWith(respond('SERVFAIL', { unwritten: 'quiet' })), facts)
  const served = next(query)
  return { replies: served.replies, steps: [step(context, 'hosts', 'passed-on', { facts }), ...served.steps] }
}

/** The addresses of a name in one family, or of the wildcard that stands for its first label. */
function heldBy(read: Hosts, name: string, version: 4 | 6): readonly IpAddress[] {
  const dot = name.indexOf('.')
  const of = (owner: string) => (read.byName.get(owner) ?? []).filter(address => versionOf(address) === version)
  const own = of(name)
  return own.length > 0 || dot < 0 ? own : of(`*${name.slice(dot)}`)
}

const answer = (answers: readonly ResourceRecord[], context: ServerContext, facts: { readonly zone: string }): Served =>
  serveOne(context, 'hosts', replyWith(respond('NOERROR', { authoritative: true, answers })), facts)
