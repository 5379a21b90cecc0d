import { hasPorts, formatProtocol, parseProtocol, PROTOCOLS } from '@/lib/net/protocol'
import { err, ok, type Result } from '@/lib/net/result'
import type { ElementId } from '@/lib/net/element-id'
import type { IpAddress } from '@/lib/net/ip-address'
import type { Question, Target } from '@/lib/network/answer'
import { packetDevice } from '@/lib/network/guest'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import { addressesOf, resolveEndpoint, type Endpoint, type NamedElements } from './endpoint'

/** A question as a person writes it. */
export interface QuestionText { readonly from: string; readonly to: string; readonly protocol?: string | undefined; readonly port?: number | undefined; readonly sizeBytes?: number | undefined }

/** Bytes of the IP packet where nobody says. Source: PRODUCT.md, "Command line". */
const DEFAULT_BYTES = 64

/** The question put by every device that `from` means: all pods of a workload, each for itself. Errors are sentences. */
export function readQuestions(text: QuestionText, view: NamedElements, network: Network): Result<readonly Question[], string> {
  const traffic = readTraffic(text)
  if (!traffic.ok) return traffic
  const starts = readStarts(text.from, view, network)
  if (!starts.ok) return starts
  const to = resolveEndpoint(text.to, view, network)
  if (!to.ok) return to
  const target = targetOf(to.value, network)
  if (!target.ok) return target
  return ok(starts.value.map(from => ({ from, to: target.value, ...traffic.value, sizeBytes: text.sizeBytes ?? DEFAULT_BYTES })))
}

/** tcp with a port, icmp without, unless the protocol is given. */
function readTraffic({ protocol: name, port }: Pick<QuestionText, 'protocol' | 'port'>): Result<Pick<Question, 'protocol' | 'port'>, string> {
  const protocol = name === undefined ? ok(port === undefined ? PROTOCOLS.icmp : PROTOCOLS.tcp) : parseProtocol(name)
  if (!protocol.ok) return err(`"${name}" is not a protocol: write tcp, udp, icmp, sctp or a number from 0 to 255.`)
  if (hasPorts(protocol.value) && port === undefined) return err(`${formatProtocol(protocol.value)} needs a port.`)
  if (!hasPorts(protocol.value) && port !== undefined) return err(`${formatProtocol(protocol.value)} has no ports; leave the port out.`)
  return ok({ protocol: protocol.value, ...(port === undefined ? {} : { port }) })
}

/** The devices that ask. */
export function readStarts(text: string, view: NamedElements, network: Network): Result<readonly DeviceId[], string> {
  const from = resolveEndpoint(text, view, network)
  if (!from.ok) return from
  switch (from.value.type) {
    case 'devices': return from.value.devices.length > 0 ? ok(from.value.devices) : err(`"${text}" has nothing that could ask: no pod, node, host or gateway of its own.`)
    case 'address': return oneOwner(text, from.value.owners)
    case 'name': return err(`There is no element or pod "${text}" in the design.`)
  }
}

function oneOwner(address: string, owners: readonly DeviceId[]): Result<readonly DeviceId[], string> {
  if (owners.length > 1) return err(`The address ${address} belongs to several devices; write one of their ids: ${owners.join(', ')}.`)
  return owners.length === 1 ? ok(owners) : err(`Nothing in the design has the address ${address}.`)
}

function targetOf(endpoint: Endpoint, network: Network): Result<Target, string> {
  switch (endpoint.type) {
    case 'name': return ok({ type: 'name', name: endpoint.name })
    case 'address': return ok({ type: 'address', address: endpoint.address })
    case 'devices': {
      const addresses = [...new Set(endpoint.devices.length > 0 ? endpoint.devices.flatMap(id => addressesOfDevice(id, endpoint.element, network)) : serviceAddresses(endpoint.element, network))]
      return addresses.length > 0 ? ok({ type: 'element', element: endpoint.element, addresses }) : err(`"${endpoint.element}" has no address that could be asked.`)
    }
  }
}

function addressesOfDevice(id: DeviceId, element: ElementId, network: Network): readonly IpAddress[] {
  const device = network.devices.get(id)
  return device ? addressesOf(device) : guestAddresses(element, packetDevice(network, id), network)
}

/** Of a pod in its node's network the API server lists the node's address. Source: Kubernetes API reference, PodStatus, `podIP`. */
const guestAddresses = (element: ElementId, host: DeviceId, network: Network): readonly IpAddress[] =>
  [...network.clusters.values()].flatMap(({ pods }) => pods.filter(pod => pod.from === element && pod.device === host).flatMap(({ addresses }) => addresses))

/** A service's cluster addresses, or those of its endpoints where it has none of its own. */
function serviceAddresses(element: ElementId, network: Network): readonly IpAddress[] {
  const services = [...network.clusters.values()].flatMap(cluster => cluster.services.filter(service => service.from === element))
  return services.flatMap(service => service.clusterAddresses.length > 0 ? service.clusterAddresses : service.endpoints.filter(endpoint => endpoint.ready).map(endpoint => endpoint.address))
}
