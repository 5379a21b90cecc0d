import { contains } from '@/lib/net/cidr'
import { inRange } from '@/lib/net/port'
import { hasPorts, PROTOCOLS } from '@/lib/net/protocol'
import type { Device } from '@/lib/network/device'
import type { Network } from '@/lib/network/network'
import type { LabNames } from './names'
import type { LabListener, LabQuestion, Probe } from './plan'

/** Client ports (and ICMP identifiers) from here: inside Linux's ephemeral range (32768-60999), above what anybody listens on. */
const FIRST_PROBE_ID = 33_000
/** So many probes fit one lab. */
const MOST_PROBES = 60_999 - FIRST_PROBE_ID

/** One probe per question. Every one has a client port of its own, so that each of its packets can be told anywhere, both ways. */
export function probesOf(network: Network, questions: readonly LabQuestion[], names: LabNames, { trueMtu, sctp }: { readonly trueMtu: (device: Device) => boolean; readonly sctp: boolean }): readonly Probe[] {
  return questions.slice(0, MOST_PROBES).flatMap(({ name, flow, expected }, at) => {
    const device = network.devices.get(flow.device)
    if (!device) return []
    const id = FIRST_PROBE_ID + at
    return [{ id, name, namespace: names.device(device.id), flow: hasPorts(flow.protocol) ? { ...flow, sourcePort: id } : flow, ignoresLearnedMtu: trueMtu(device), ...(flow.protocol === PROTOCOLS.sctp && !sctp ? { notRun: 'SCTP: this kernel has no sockets for it' } : {}), ...(expected ? { expected } : {}) }]
  })
}

/** Listeners, on the ports that a probe can arrive at: those asked for and those that translations lead to. */
export function listenersOf(network: Network, questions: readonly LabQuestion[], names: LabNames, { trueMtu, sctp }: { readonly trueMtu: (device: Device) => boolean; readonly sctp: boolean }): readonly LabListener[] {
  const asked = questions.flatMap(({ flow }) => flow.destinationPort === undefined ? [] : [flow.destinationPort])
  const translated = [...network.devices.values()].flatMap(device => device.nat.flatMap(({ action }) => action.type === 'destination' ? action.targets.flatMap(target => target.port ?? []) : []))
  const ports = [...new Set([...asked, ...translated])].sort((a, b) => a - b)
  return [...network.devices.values()].flatMap(device => unique(device.listeners.filter(({ protocol }) => sctp || protocol !== PROTOCOLS.sctp).flatMap(listener => {
    const { address } = listener
    const own = device.interfaces.flatMap(item => item.addresses.map(one => one.address))
    const bound = address ? { addresses: own.filter(one => contains(address, one)) } : {}
    const base = { namespace: names.device(device.id), protocol: listener.protocol, ignoresLearnedMtu: trueMtu(device), ...bound }
    return hasPorts(listener.protocol) ? ports.filter(port => inRange(listener.ports, port)).map(port => ({ ...base, port })) : [base]
  })))
}

function unique(listeners: readonly LabListener[]): readonly LabListener[] {
  const keys = listeners.map(listener => JSON.stringify(listener))
  return listeners.filter((_, at) => keys.indexOf(keys[at] as string) === at)
}
