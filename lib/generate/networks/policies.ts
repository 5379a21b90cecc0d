import { formatCidr, hostCidr } from '@/lib/net/cidr'
import type { Random } from '@/lib/generate/random'
import { between, chance, pick, several } from './choose'
import { routeTowards } from './routing'
import { hostsOf, lansOf, routersOf, routersOn, type Machine, type Port, type Sketch, type Version, type Wire } from './sketch'

const TRAFFIC = ['tcp/80', 'tcp/443', 'tcp/22', 'udp/53', 'udp/5000', 'icmp', 'tcp', 'udp', 'tcp', 'udp', 'icmp'] as const
/** ICMP has another number in IPv6. Source: RFC 4443 section 1. */
const forVersions = (sketch: Sketch, traffic: string): readonly string[] => traffic === 'icmp' ? sketch.versions.map(version => (version === 4 ? 'icmp' : 'icmpv6')) : [traffic]

/** What a server answers from, what a client asks from. Source: RFC 6335 section 6. */
const SOURCE_PORTS = [['80', '443'], ['53'], ['1-1023'], ['32768-60999']] as const
const STATES = [['new'], ['established'], ['related'], ['invalid'], ['untracked'], ['new', 'established']] as const

const transitPorts = (router: Machine): readonly Port[] => router.ports.filter(port => port.wire.kind === 'transit')
const rangeOf = (port: Pick<Port, 'wire'>, version: Version): readonly string[] => { const prefix = port.wire.prefixes[version]; return prefix ? [formatCidr(prefix)] : [] }

/** Senders get another address where their router sends them out. */
export function addSourceNat(sketch: Sketch, random: Random): void {
  for (const lan of several(random, lansOf(sketch), between(random, 1, 2))) {
    for (const router of routersOn(sketch, lan)) {
      const inner = router.ports.find(port => port.wire === lan)
      const outer = transitPorts(router)
      if (!inner || outer.length === 0) continue
      const kind = pick(random, ['masquerade', 'masquerade', 'snat', 'netmap'] as const)
      const spared = chance(random, 30) ? pick(random, lansOf(sketch)) : undefined
      for (const version of sketch.versions) addHiding(router, { inner, outer: pick(random, outer), version, kind, spared })
      if (kind === 'netmap') for (const version of sketch.versions) routeTowards(sketch, router, { version, to: MAPPED[version] })
      sketch.features.add('source NAT')
    }
  }
}

/** `spared`: what goes to this wire keeps its source. */
interface Hiding { readonly inner: Port; readonly outer: Port; readonly version: Version; readonly kind: 'masquerade' | 'snat' | 'netmap'; readonly spared: Wire | undefined }

/** A router on the way hides everything that it passes on, tunnels' outer packets as well. */
export function hideEverything(sketch: Sketch, random: Random): void {
  const between = routersOf(sketch).filter(router => !router.ports.some(({ wire }) => wire.kind === 'lan') && router.ports.length > 1)
  const router = pick(random, between.length > 0 ? between : routersOf(sketch))
  if (router.config.nat.some(({ hook }) => hook === 'postrouting')) return
  router.config.nat.push({ hook: 'postrouting', action: 'masquerade' })
  sketch.features.add('source NAT')
}

function addHiding(router: Machine, { inner, outer, version, kind, spared }: Hiding): void {
  const saddr = rangeOf(inner, version)
  const own = outer.addresses[version]
  const kept = spared && kind !== 'netmap' ? rangeOf({ wire: spared }, version) : []
  const rule = { hook: 'postrouting', saddr, ...(kept.length > 0 ? { notDaddr: kept } : {}), ...(kind === 'masquerade' ? {} : { oif: outer.name }) }
  if (kind === 'masquerade') router.config.nat.push({ ...rule, ...(router.ports.length > 2 ? {} : { oif: outer.name }), action: 'masquerade' })
  else if (kind === 'snat' && own !== undefined) router.config.nat.push({ ...rule, action: 'snat', to: [{ address: own }] })
  else if (kind === 'netmap') router.config.nat.push({ ...rule, action: 'netmap', prefix: MAPPED[version] })
}

/** A prefix that no wire has, onto which one is mapped. */
const MAPPED = { 4: '172.31.7.0/24', 6: '2001:db8:aa07::/64' } as const

/** A router's own address stands for hosts behind it; a reply that misses the router is not undone. */
export function addDestinationNat(sketch: Sketch, random: Random): void {
  for (const router of several(random, routersOf(sketch), between(random, 1, 3))) {
    for (const version of sketch.versions) {
      const outside = pick(random, router.ports)
      const own = outside.addresses[version]
      const targets = several(random, hostsOf(sketch), chance(random, 25) ? 2 : 1).flatMap(host => host.ports[0]?.addresses[version] ?? [])
      if (own === undefined || targets.length === 0) continue
      const [port, traffic] = pick(random, [[8080, 'tcp'], [5300, 'udp']] as const)
      const to = targets.map(address => ({ address, port: traffic === 'tcp' ? 80 : 53 }))
      const asked = { hook: 'prerouting', daddr: [formatCidr(hostCidr(own))], traffic: [`${traffic}/${port}`] }
      if (chance(random, 15)) router.config.nat.push({ ...asked, saddr: rangeOf({ wire: pick(random, lansOf(sketch)) }, version), action: 'accept' })
      router.config.nat.push({ ...asked, action: 'dnat', to })
      if (chance(random, 40)) router.config.nat.push(shadowed(sketch, random, { asked, version, port: to[0]?.port }))
      sketch.translated.push({ address: own, port })
      sketch.features.add('destination NAT')
    }
  }
}

/** A rule that an earlier one has made needless: it leads to somebody else. */
function shadowed(sketch: Sketch, random: Random, { asked, version, port }: { readonly asked: Readonly<Record<string, unknown>>; readonly version: Version; readonly port: number | undefined }): Readonly<Record<string, unknown>> {
  const address = pick(random, hostsOf(sketch)).ports[0]?.addresses[version]
  return { ...asked, action: 'dnat', to: [{ address, port }] }
}

/** Filters at routers, and at some hosts: stateful or not, with drops and rejections of every kind. */
export function addFilters(sketch: Sketch, random: Random): void {
  for (const router of several(random, routersOf(sketch), between(random, 1, 2))) {
    const stateful = chance(random, 65)
    if (stateful) sketch.features.add('stateful filter')
    router.config.chains.forward = { stateful, policy: pick(random, ['accept', 'accept', 'drop'] as const), rules: rulesFor(sketch, random, router) }
  }
  for (const machine of several(random, hostsOf(sketch), between(random, 1, 3))) {
    machine.config.chains[pick(random, ['input', 'output', 'output'] as const)] = { stateful: true, policy: 'accept', rules: rulesFor(sketch, random, machine).slice(0, 3) }
    sketch.features.add('stateful filter')
  }
}

function rulesFor(sketch: Sketch, random: Random, machine: Machine): readonly Readonly<Record<string, unknown>>[] {
  return Array.from({ length: between(random, 1, 4) }, (_, at) => {
    const verdict = at === 0 && chance(random, 70) ? pick(random, ['drop', 'reject', 'reject', 'reject']) : pick(random, ['accept', 'drop', 'reject'])
    const traffic = pick(random, TRAFFIC)
    const answer = pick(random, traffic.startsWith('tcp') ? ['port-unreachable', 'tcp-reset', 'tcp-reset', 'host-unreachable', 'admin-prohibited'] : ['port-unreachable', 'port-unreachable', 'host-unreachable', 'net-unreachable', 'admin-prohibited', 'tcp-reset'])
    if (verdict === 'reject') sketch.features.add('reject')
    const host = pick(random, hostsOf(sketch))
    const daddr = sketch.versions.flatMap(version => { const address = host.ports[0]?.addresses[version]; return address === undefined ? [] : [formatCidr(hostCidr(address))] })
    return {
      ...(machine.kind === 'router' && chance(random, 30) ? { iif: pick(random, machine.ports).name } : {}), ...(chance(random, 30) ? { daddr } : {}),
      ...(chance(random, 20) ? { sport: pick(random, SOURCE_PORTS) } : {}), ...(chance(random, 12) ? { state: pick(random, STATES) } : {}),
      traffic: forVersions(sketch, traffic), verdict, ...(verdict === 'reject' ? { with: answer } : {}),
    }
  })
}

/** Small wires, with and without the errors that say so, with and without clamping. */
export function addSmallMtus(sketch: Sketch, random: Random): void {
  const small = several(random, sketch.wires, between(random, 1, 2))
  for (const wire of small) {
    wire.mtuBytes = pick(random, sketch.versions.includes(6) ? [1400, 1300, 1280] : [1400, 1300, 1000, 576])
    for (const router of routersOn(sketch, wire)) {
      const port = router.ports.find(own => own.wire === wire)
      if (port && chance(random, 30)) port.clampMss = true
    }
  }
  if (small.length > 0) sketch.features.add('MTU')
  const near = small.flatMap(wire => routersOn(sketch, wire))
  if (near.length === 0 || !chance(random, 55)) return
  if (chance(random, 50)) for (const router of near) keepSilent(router)
  else dropErrors(sketch, pick(random, near))
  // Where nobody says what fits, only clamping helps: at the small wire, or at the wires of the hosts.
  if (chance(random, 50)) for (const router of near) for (const port of router.ports) if (small.includes(port.wire) || chance(random, 30)) port.clampMss = true
}

/** A router that sends no errors does not reject either: it drops. */
function keepSilent(router: Machine): void {
  router.config.icmpErrors = false
  for (const [chain, written] of Object.entries(router.config.chains)) {
    const rules = written.rules.map(({ with: _answer, ...rule }) => (rule['verdict'] === 'reject' ? { ...rule, verdict: 'drop' } : rule))
    router.config.chains[chain as 'forward'] = { ...written, rules }
  }
}

/** A black hole: errors are dropped by the router that would have to send or forward them. */
function dropErrors(sketch: Sketch, router: Machine): void {
  const rule = { traffic: sketch.versions.map(version => (version === 4 ? 'icmp' : 'icmpv6')), state: ['related'], verdict: 'drop' }
  router.config.chains.output = { stateful: false, policy: 'accept', rules: [rule] }
  router.config.chains.forward ??= { stateful: false, policy: 'accept', rules: [rule] }
}

/** Reverse-path filters on some interfaces; on most of those of routers whose rules look at the interface, and which therefore know several ways back. */
export function addReversePath(sketch: Sketch, random: Random): void {
  for (const router of routersOf(sketch)) for (const port of router.ports) {
    if (!chance(random, router.config.rules.some(rule => rule['iif'] !== undefined && rule['iif'] !== 'lo') ? 85 : 55)) continue
    port.rpFilter = pick(random, ['strict', 'strict', 'loose'])
    sketch.features.add('reverse path')
  }
}
