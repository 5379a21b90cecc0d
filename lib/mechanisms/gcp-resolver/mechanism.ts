import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { DEFAULT_V4, hostCidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { deviceOf, interfaceOf, linkBetween, nameServerOf, tableOf } from '@/lib/network/names'
import { onePort, plainDevice, plainInterface, plainLink } from '@/lib/network/plain'
import { zonesOf } from '@/lib/mechanisms/zones'

/** Seconds. Source: gcloud reference, "dns record-sets create", --ttl; 300 in the console. */
const DEFAULT_TTL_SECONDS = 300

/** Where every machine finds it. Source: Google Cloud documentation, "Compute Engine internal DNS": the metadata server resolves. */
export const RESOLVER_ADDRESS = ip('169.254.169.254')
/** Source: Google Cloud VPC documentation, "Maximum transmission unit". */
const VPC_MTU_BYTES = 1460

/** The resolver of a VPC network: Cloud DNS as its machines see it, at the metadata server's address. */
export const gcpResolver = defineMechanism({
  name: 'gcp-resolver',
  title: 'Google Cloud DNS of a network',
  category: 'name-server',
  attachesTo: [{ kind: 'name-server', provider: 'gcp', parent: 'vpc' }],
  schema: z.strictObject({}),
  sentences: {
    'gcp-resolver.route': 'The resolver of the network answers at {prefix}, from every machine.',
    'gcp-resolver.default': 'The resolver answers into its network.',
    'gcp-resolver.address': 'The resolver of network {vpc} answers at {expected}, not at {address}. Correct the address.',
  },
  problems: {
    'name-server': ({ view, id, subject }) => subject.address === undefined || ip(subject.address) === RESOLVER_ADDRESS ? []
      : [{ severity: 'error', code: 'gcp-resolver.address', element: id, field: 'address', facts: { vpc: view.nameOf(subject.parent ?? ''), expected: RESOLVER_ADDRESS, address: subject.address } }],
  },
  contribute: {
    place: {
      'name-server': ({ id, subject }) => {
        const device = plainDevice(deviceOf(id), id, 'name-server')
        const route = { code: 'gcp-resolver.default', from: id, prefix: DEFAULT_V4, nextHop: { type: 'interface', interfaceId: interfaceOf(device.id, 'vpc') }, origin: 'default', preference: 0 } as const
        const listeners = [PROTOCOLS.udp, PROTOCOLS.tcp].map(protocol => ({ protocol, ports: onePort(53), from: id }))
        return [
          { add: 'device', device: { ...device, tables: device.tables.map(table => ({ ...table, routes: [route] })), listeners } },
          { add: 'link', link: plainLink(linkBetween(deviceOf(subject.parent ?? ''), device.id), id, 'point-to-point') },
        ]
      },
    },
    connect: {
      'name-server': ({ view, id, subject }) => {
        const vpc = elementId(subject.parent ?? '')
        const link = linkBetween(deviceOf(vpc), deviceOf(id))
        const mtuBytes = view.get(vpc, 'vpc')?.mtuBytes ?? VPC_MTU_BYTES
        const address = subject.address === undefined ? RESOLVER_ADDRESS : ip(subject.address)
        return [
          { add: 'interface', device: deviceOf(vpc), interface: plainInterface(interfaceOf(deviceOf(vpc), id), link, vpc, mtuBytes) },
          { add: 'interface', device: deviceOf(id), interface: { ...plainInterface(interfaceOf(deviceOf(id), 'vpc'), link, id, mtuBytes), addresses: [{ address, length: 32 }] } },
        ]
      },
    },
    route: {
      'name-server': ({ id, subject, network }) => {
        const vpc = deviceOf(subject.parent ?? '')
        const prefix = hostCidr(subject.address === undefined ? RESOLVER_ADDRESS : ip(subject.address))
        // Machines only: what comes in by a gateway uses the main table, which does not know it.
        const tables = (network.devices.get(vpc)?.tables ?? []).filter(table => table.id !== tableOf(vpc, 'main'))
        return tables.map(table => ({
          add: 'route', device: vpc, table: table.id,
          route: { code: 'gcp-resolver.route', from: id, prefix, nextHop: { type: 'interface', interfaceId: interfaceOf(vpc, id) }, origin: 'resolver', preference: 0 },
        }))
      },
    },
    name: {
      'name-server': ({ view, id, subject }) => {
        const root = view.of('name-server').find(({ element }) => view.get(element.parent, 'internet'))?.id
        return [{
          add: 'name-server',
          nameServer: {
            id: nameServerOf(id), from: id, instances: [deviceOf(id)],
            behaviour: { type: 'recursive', zones: zonesOf(id, subject, DEFAULT_TTL_SECONDS), ...(root ? { root: nameServerOf(root) } : {}) },
            codes: { zoneNotServed: 'dns.zone-not-served', noFallthrough: 'dns.no-fallthrough', notSynced: 'control-plane.unreachable' },
          },
        }]
      },
    },
  },
})
