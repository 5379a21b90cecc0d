import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import { deviceOf, interfaceOf, linkBetween, tableOf } from '@/lib/network/names'
import { plainDevice, plainInterface, plainLink } from '@/lib/network/plain'
import { internetOf, mappingsOf } from './mappings'
import { checkGateway } from './problems'
import { gatewayTable, publicRoutes } from './routes'
import { mappingRules, ownSourcesOnly } from './translation'

/** Packets to and from the internet have at most 1500 bytes. Source: Amazon EC2 user guide, "Network maximum transmission unit (MTU)". */
export const INTERNET_MTU_BYTES = 1500
/** Source: the same page, jumbo frames within a VPC. */
const VPC_MTU_BYTES = 9001

/** The door of a VPC to the internet, and the one-to-one translation of public addresses that stands in it. */
export const awsInternetGateway = defineMechanism({
  name: 'aws-internet-gateway',
  title: 'AWS internet gateway',
  category: 'gateway',
  attachesTo: [{ kind: 'internet-gateway', provider: 'aws' }],
  schema: z.strictObject({}),
  sentences: {
    'aws-internet-gateway.to-vpc': 'The internet gateway hands packets for its VPC to it.',
    'aws-internet-gateway.default': 'Everything else goes to the internet.',
    'aws-internet-gateway.one-to-one': 'The internet gateway puts a public address in place of the private one, or the other way round.',
    'internet.no-public-address': 'The source {source} has no public address, so the internet gateway drops its packets. Give the machine a public address, or route its subnet through a NAT gateway.',
    'aws-internet-gateway.second': 'VPC {vpc} already has the internet gateway {other}; a VPC takes one. Remove one of them.',
  },
  problems: { 'internet-gateway': checkGateway },
  contribute: {
    place: {
      'internet-gateway': ({ view, id, subject }) => {
        const device = deviceOf(id)
        const internet = internetOf(view)
        const table = gatewayTable(view, id, subject.parent ?? '')
        return [
          { add: 'device', device: { ...plainDevice(device, id, 'gateway'), forwards: true, tables: [table] } },
          { add: 'link', link: plainLink(linkBetween(deviceOf(subject.parent ?? ''), device), id, 'point-to-point') },
          ...internet ? [{ add: 'link', link: plainLink(linkBetween(deviceOf(internet), device), id, 'point-to-point') } as const] : [],
        ]
      },
    },
    connect: {
      'internet-gateway': ({ view, id, subject }) => {
        const vpc = elementId(subject.parent ?? '')
        const internet = internetOf(view)
        const inside = linkBetween(deviceOf(vpc), deviceOf(id))
        const mtuBytes = view.get(vpc, 'vpc')?.mtuBytes ?? VPC_MTU_BYTES
        const add = (device: string, name: string, link: typeof inside, bytes: number, from = elementId(device)) =>
          ({ add: 'interface', device: deviceOf(device), interface: plainInterface(interfaceOf(deviceOf(device), name), link, from, bytes) }) as const
        const outside = internet ? linkBetween(deviceOf(internet), deviceOf(id)) : undefined
        return [
          add(vpc, id, inside, mtuBytes), add(id, 'vpc', inside, mtuBytes),
          ...internet && outside ? [add(internet, id, outside, INTERNET_MTU_BYTES), add(id, 'internet', outside, INTERNET_MTU_BYTES)] : [],
        ]
      },
    },
    route: {
      'internet-gateway': ({ view, id, subject }) => {
        const internet = internetOf(view)
        return internet ? publicRoutes(internet, id, mappingsOf(view, subject.parent ?? '')).map(route => ({ add: 'route', device: deviceOf(internet), table: tableOf(deviceOf(internet), 'main'), route })) : []
      },
    },
    translate: {
      'internet-gateway': ({ view, id, subject }) =>
        mappingRules(view, id, mappingsOf(view, subject.parent ?? '')).map(rule => ({ add: 'nat', at: { device: deviceOf(id) }, rule })),
    },
    filter: {
      'internet-gateway': ({ view, id, subject }) => [{ add: 'filter', at: { device: deviceOf(id) }, filter: ownSourcesOnly(view, id, mappingsOf(view, subject.parent ?? '')) }],
    },
  },
})
