import type { Design, DesignElement, DesignLink } from '@/lib/design/design'
import { formatCidr } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import type { Config, Machine, Port, Sketch, Wire } from './sketch'

type Fields = Readonly<Record<string, unknown>>

/** The design of a sketch: what a person would have drawn. */
export function writeSketch(sketch: Sketch, name: string): Design {
  const sites = [...new Set(sketch.machines.map(machine => machine.site))].sort()
  const elements: Readonly<Record<string, Fields>> = {
    ...Object.fromEntries(sites.map(site => [site, { kind: 'site', provider: 'on-premises' }])),
    ...Object.fromEntries(sketch.wires.map(wire => [wire.id, segmentOf(wire)])),
    ...Object.fromEntries(sketch.machines.map(machine => [machine.id, machine.kind === 'router' ? routerOf(machine) : hostOf(machine)])),
  }
  const links = {
    ...Object.fromEntries(sketch.tunnels.map(({ id, ends, mechanism, down, config }) => [id, { kind: 'tunnel', ends: ends.map(end => end.id), mechanism, ...(down ? { state: 'down' } : {}), config }])),
    ...Object.fromEntries(sketch.sessions.map(({ id, ends, over, down, config }) => [id, { kind: 'bgp-session', ends: ends.map(end => end.id), over, ...(down ? { state: 'down' } : {}), ...(Object.keys(config).length > 0 ? { config } : {}) }])),
  }
  return { podway: 1, name, elements: elements as unknown as Readonly<Record<string, DesignElement>>, links: links as unknown as Readonly<Record<string, DesignLink>>, assertions: [], layout: {} }
}

const segmentOf = (wire: Wire): Fields => ({
  kind: 'segment', parent: wire.site, cidrs: Object.values(wire.prefixes).map(prefix => formatCidr(prefix)), ...(wire.mtuBytes === 1500 ? {} : { mtuBytes: wire.mtuBytes }),
})

const portOf = ({ name, wire, addresses, rpFilter, clampMss, proxyArp }: Port): Fields => ({
  name, segment: wire.id, addresses: Object.values(addresses).map(address => `${address}/${wire.prefixes[versionOf(address)]?.length ?? 32}`),
  ...(rpFilter ? { rpFilter } : {}), ...(clampMss ? { clampMss } : {}), ...(proxyArp ? { proxyArp } : {}),
})

const routerOf = (machine: Machine): Fields => ({ kind: 'router', parent: machine.site, interfaces: machine.ports.map(portOf), ...(machine.asn === undefined ? {} : { asn: machine.asn }), ports: machine.listens, ...configOf(machine.config) })

function hostOf(machine: Machine): Fields {
  const [first] = machine.ports
  const [address] = Object.values(first?.addresses ?? {})
  return { kind: 'host', parent: machine.site, address, interfaces: machine.ports.map(portOf), ports: machine.listens, ...configOf(machine.config) }
}

/** Only what is said. */
function configOf({ gateways, routes, rules, marks, nat, networks, ospf, chains, icmpErrors, forwarding, tcpLoose, srcValidMark }: Config): Fields {
  const config: Fields = {
    ...(gateways.length > 0 ? { gateways } : {}), ...(routes.length > 0 ? { routes } : {}), ...(rules.length > 0 ? { rules } : {}), ...(marks.length > 0 ? { marks } : {}), ...(nat.length > 0 ? { nat } : {}), ...(networks.length > 0 ? { bgp: { networks } } : {}), ...(ospf.length > 0 ? { ospf: { interfaces: ospf } } : {}), ...chains,
    ...(icmpErrors === undefined ? {} : { icmpErrors }), ...(forwarding === undefined ? {} : { forwarding }), ...(tcpLoose === undefined ? {} : { tcpLoose }), ...(srcValidMark ? { srcValidMark } : {}),
  }
  return Object.keys(config).length > 0 ? { config } : {}
}
