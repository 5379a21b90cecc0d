import { formatCidr, hostCidr, nthAddress, cidr } from '@/lib/net/cidr'
import { versionOf, ip } from '@/lib/net/ip-address'
import type { Random } from '@/lib/generate/random'
import { between, chance, pick, several } from './choose'
import { hostsOf, lansOf, routersOf, routersOn, type Machine, type Sketch, type Version } from './sketch'
import { everything, nextPriority } from './tables'

/** Ranges that no wire has, for services that machines translate for themselves. */
const SERVICES = { 4: '198.18.5.0/24', 6: '2001:db8:5e::/64' } as const
const SERVICE_PORT = 8090

/**
 * Machines translate the addresses of services before their own packets leave. Where the service's range has a route of its own, straight onto
 * the wire, only routing again finds the way to the host behind it.
 */
export function addOwnTranslations(sketch: Sketch, random: Random): void {
  for (const machine of several(random, sketch.machines, between(random, 1, 3))) {
    const others = hostsOf(sketch).filter(host => host !== machine && host.ports[0]?.wire !== machine.ports[0]?.wire)
    if (others.length === 0) continue
    for (const version of sketch.versions) translateOwn(sketch, random, { machine, targets: several(random, others, chance(random, 20) ? 2 : 1), version })
    sketch.features.add('own translation').add('destination NAT')
  }
}

function translateOwn(sketch: Sketch, random: Random, { machine, targets, version }: { readonly machine: Machine; readonly targets: readonly Machine[]; readonly version: Version }): void {
  const address = nthAddress(cidr(SERVICES[version]), 1 + sketch.machines.indexOf(machine))
  const to = targets.flatMap(target => target.ports[0]?.addresses[version] ?? [])
  const [port] = machine.ports
  if (address === undefined || to.length === 0 || !port) return
  const protocol = pick(random, ['tcp', 'udp'] as const)
  machine.config.nat.push({ hook: 'output', daddr: [formatCidr(hostCidr(address))], traffic: [`${protocol}/${SERVICE_PORT}`], action: 'dnat', to: to.map(one => ({ address: one, port: protocol === 'tcp' ? 80 : 53 })) })
  if (machine.kind === 'router' || chance(random, 70)) machine.config.routes.push({ to: SERVICES[version], dev: port.name })
  const known = { address, port: SERVICE_PORT, protocol, from: machine }
  sketch.translated.push(known, known)
}

/** What routers send themselves has the address of a wire with hosts, not that of the wire it leaves by. */
export function preferSources(sketch: Sketch, random: Random): void {
  const able = routersOf(sketch).filter(router => router.ports.some(({ wire }) => wire.kind === 'lan'))
  for (const router of several(random, able, between(random, 1, 2))) {
    const inner = router.ports.find(({ wire }) => wire.kind === 'lan')
    router.config.routes = router.config.routes.map(route => {
      const src = inner?.addresses[versionOf(ip(route.to.split('/')[0] as string))]
      return route.type !== undefined || route.nexthops || src === undefined ? route : { ...route, src }
    })
    sketch.askers.push(router)
    sketch.features.add('preferred source')
  }
}

/** A host's own addresses have rules: each leaves by the wire that it is on, or not at all where a wire is refused to it. Source: ip-rule(8), source routing. */
export function addSourceRules(sketch: Sketch, random: Random): void {
  const homed = hostsOf(sketch).filter(({ ports }) => ports.length > 1)
  const host = homed.length > 0 && chance(random, 50) ? pick(random, homed) : pick(random, hostsOf(sketch))
  const goal = pick(random, lansOf(sketch))
  host.ports.forEach((port, at) => {
    for (const version of sketch.versions) {
      const [own, gateway, to] = [port.addresses[version], gatewayOn(sketch, port, version), goal.prefixes[version]]
      if (own === undefined) continue
      const table = String(150 + at)
      if (gateway !== undefined) host.config.routes.push({ to: everything(version), via: gateway, table })
      if (to && port.wire !== goal && chance(random, 60)) host.config.routes.push({ to: formatCidr(to), type: pick(random, ['unreachable', 'blackhole']), table })
      host.config.rules.push({ priority: nextPriority(host), from: formatCidr(hostCidr(own)), table })
    }
  })
  sketch.askers.push(host)
  sketch.features.add('policy rule')
}

const gatewayOn = (sketch: Sketch, { wire }: Machine['ports'][number], version: Version) => routersOn(sketch, wire).flatMap(router => router.ports.find(port => port.wire === wire)?.addresses[version] ?? [])[0]

/** A host leads others out: it passes on what is for others, or it was never told to. */
export function addHostGateway(sketch: Sketch, random: Random): void {
  const pairs = lansOf(sketch).flatMap(wire => {
    const [gateway, ...others] = hostsOf(sketch).filter(host => host.ports[0]?.wire === wire && host.config.gateways.length > 0)
    return gateway && others.length > 0 ? [{ gateway, others }] : []
  })
  if (pairs.length === 0) return
  const { gateway, others } = pick(random, pairs)
  const host = pick(random, others)
  host.config.gateways = sketch.versions.flatMap(version => gateway.ports[0]?.addresses[version] ?? [])
  if (chance(random, 45)) gateway.config.forwarding = true
  sketch.features.add('host as gateway')
}

/** A host that drops what it would send to one wire. */
export function addOwnBlackholes(sketch: Sketch, random: Random): void {
  const host = pick(random, hostsOf(sketch))
  const wire = pick(random, lansOf(sketch))
  if (host.ports.some(port => port.wire === wire)) return
  const type = pick(random, ['blackhole', 'blackhole', 'unreachable', 'prohibit'])
  for (const version of sketch.versions) {
    const prefix = wire.prefixes[version]
    const known = prefix && (host.config.routes.some(route => route.to === formatCidr(prefix)) || host.ports.some(port => port.wire.prefixes[version] && formatCidr(port.wire.prefixes[version]) === formatCidr(prefix)))
    if (prefix && !known) host.config.routes.push({ to: formatCidr(prefix), type })
  }
}
