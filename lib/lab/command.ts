import type { NameOf } from './emit/ip'
import type { LabPlan, Probe } from './plan'

/** Where `ip netns` keeps the namespaces. */
export const namespacePaths = (plan: LabPlan, nameOf: NameOf): Readonly<Record<string, string>> =>
  Object.fromEntries(plan.namespaces.map(({ name }) => [nameOf(name), `/run/netns/${nameOf(name)}`]))

/** The order to the prober: where it listens, what it carries, where it watches, what it sends. */
export function probeCommand(plan: LabPlan, nameOf: NameOf, timeoutSeconds: number): Readonly<Record<string, unknown>> {
  const prefix = ({ address, length }: { readonly address: string; readonly length: number }) => `${address}/${length}`
  return {
    do: 'probe', timeoutSeconds, namespaces: namespacePaths(plan, nameOf),
    tunnels: plan.tunnels.map(tunnel => ({ ...tunnel, namespace: nameOf(tunnel.namespace), own: ownAddresses(plan, tunnel.namespace), peers: tunnel.peers.map(({ sources, destinations, remote }) => ({ remote, sources: sources.map(prefix), destinations: destinations.map(prefix) })) })),
    kernelTunnels: plan.namespaces.flatMap(({ interfaces }) => interfaces.flatMap(item => typeof item.kind === 'string' ? [] : [{ outerProtocol: 17, port: item.kind.vxlan.port, kernel: true }])),
    listeners: plan.listeners.map(listener => ({ ...listener, namespace: nameOf(listener.namespace) })),
    watched: Object.fromEntries(plan.namespaces.flatMap(({ name, boundary }) => boundary.length > 0 ? [[nameOf(name), Object.fromEntries(boundary.map(one => [one.interface, one.mac]))]] : [])),
    probes: plan.probes.filter(probe => probe.notRun === undefined).map(probe => probeOrder(probe, nameOf)),
  }
}

const ownAddresses = ({ namespaces }: LabPlan, name: string) => namespaces.filter(one => one.name === name).flatMap(one => one.addresses.map(({ address }) => address))

const probeOrder = ({ id, namespace, flow, ignoresLearnedMtu }: Probe, nameOf: NameOf) => ({
  id, namespace: nameOf(namespace), protocol: flow.protocol, destination: flow.destination, bytes: flow.sizeBytes, df: flow.dontFragment, ignoresLearnedMtu,
  ...(flow.source === undefined ? {} : { source: flow.source }), ...(flow.destinationPort === undefined ? {} : { port: flow.destinationPort }), ...(flow.ttl === undefined ? {} : { ttl: flow.ttl }),
})

/** The order to write the settings of all namespaces, before any interface exists or after. */
export const settingsCommand = (plan: LabPlan, nameOf: NameOf, when: 'early' | 'late'): Readonly<Record<string, unknown>> =>
  ({ do: 'settings', namespaces: namespacePaths(plan, nameOf), values: Object.fromEntries(plan.namespaces.map(one => [nameOf(one.name), one.sysctls[when]])) })
