import { versionOf } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Device } from '@/lib/network/device'
import type { Flow } from '@/lib/network/flow'
import type { Network } from '@/lib/network/network'
import type { LabQuestion } from './plan'

/** Bytes of a small probe and of one that fills an Ethernet frame. */
const SMALL = 100
const LARGE = 1500
/** A port that nobody in an example listens on. */
const CLOSED = 19_999
/** Questions by further addresses of machines, at most. */
const FURTHER = 8

/** Questions about a design that brings none: between all ends, by TCP, UDP and ICMP, small and large; each listener once, and a closed port. */
export function questionsAbout(network: Network, limit = 400): readonly LabQuestion[] {
  const ends = [...network.devices.values()].filter(device => device.role !== 'router' && device.role !== 'gateway' && device.role !== 'internet' && device.interfaces.some(item => item.addresses.length > 0))
  const all = ends.flatMap(from => ends.filter(to => to !== from).flatMap(to => aboutPair(from, to)))
  const services = ends.flatMap(from => [...network.devices.values()].flatMap(translatedBy).map((target, at) => question(`${from.id} to service ${at}`, { device: from.id, ...target, sizeBytes: SMALL, dontFragment: true })))
  const asked = [...all, ...unique(services)]
  const step = Math.max(1, Math.ceil(asked.length / limit))
  return [...byFurtherAddresses(ends), ...asked.filter((_, at) => at % step === 0)]
}

/** Of a machine with several addresses, by each but the first, as an application that binds to it asks: a network may let out only some of them. */
function byFurtherAddresses(ends: readonly Device[]): readonly LabQuestion[] {
  return ends.flatMap(from => from.interfaces.flatMap(item => item.addresses).slice(1).flatMap(({ address: source }) => {
    const to = ends.filter(end => end !== from).flatMap(end => end.interfaces.flatMap(item => item.addresses)).find(({ address }) => versionOf(address) === versionOf(source))
    const protocol = versionOf(source) === 6 ? PROTOCOLS.icmpv6 : PROTOCOLS.icmp
    return to === undefined ? [] : [question(`${from.id} by ${source}`, { device: from.id, source, destination: to.address, protocol, sizeBytes: SMALL, dontFragment: true })]
  })).slice(0, FURTHER)
}

function aboutPair(from: Device, to: Device): readonly LabQuestion[] {
  const destination = to.interfaces.flatMap(item => item.addresses)[0]?.address
  if (destination === undefined) return []
  const ask = (what: string, flow: Partial<Flow> & Pick<Flow, 'protocol'>) => question(`${from.id} to ${to.id} ${what}`, { device: from.id, destination, sizeBytes: SMALL, dontFragment: true, ...flow })
  const listening = to.listeners.filter(listener => listener.protocol === PROTOCOLS.tcp || listener.protocol === PROTOCOLS.udp).slice(0, 2)
  const icmp = destination.includes(':') ? PROTOCOLS.icmpv6 : PROTOCOLS.icmp
  return [
    ...listening.flatMap(({ protocol, ports }) => [SMALL, LARGE].map(sizeBytes => ask(`${protocol}/${ports.from} ${sizeBytes} bytes`, { protocol, destinationPort: ports.from, sizeBytes }))),
    ask('tcp, closed', { protocol: PROTOCOLS.tcp, destinationPort: CLOSED }), ask('udp, closed', { protocol: PROTOCOLS.udp, destinationPort: CLOSED }),
    ask('icmp', { protocol: icmp }), ask('icmp, large', { protocol: icmp, sizeBytes: LARGE }),
  ]
}

/** What only a translation answers for: a service's address. */
function translatedBy(device: Device): readonly Pick<Flow, 'destination' | 'protocol' | 'destinationPort'>[] {
  return device.nat.flatMap(({ match, action }) => {
    const destination = match.destinations?.cidrs.find(prefix => prefix.length === 32 || prefix.length === 128)?.address
    const protocol = match.protocols?.[0]
    const port = protocol?.ports?.[0]?.from
    return action.type === 'destination' && destination !== undefined && protocol && port !== undefined ? [{ destination, protocol: protocol.protocol, destinationPort: port }] : []
  })
}

const question = (name: string, flow: Flow): LabQuestion => ({ name, flow })

const unique = (questions: readonly LabQuestion[]) => [...new Map(questions.map(one => [JSON.stringify(one.flow), one])).values()]
