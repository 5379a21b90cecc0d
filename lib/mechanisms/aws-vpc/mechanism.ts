import * as z from 'zod'
import { interfaceOf, linkOf, deviceOf } from '@/lib/network/names'
import { plainDevice, plainInterface, plainLink, plainPort } from '@/lib/network/plain'
import { cidr, nthAddress } from '@/lib/net/cidr'
import { defineMechanism } from '@/lib/mechanisms/types'
import { localTable, mtuOf, subnetsOf } from './local'
import { checkRouteTable, checkSubnet, checkVpc } from './problems'
import { routeTableAdditions } from './route-table'
import { sentences } from './sentences'

/**
 * The router of an AWS VPC: one table per route table element, chosen by the subnet a packet comes from.
 *
 * What comes in from a gateway uses the main table, which knows local addresses only: a gateway is never the way to another gateway
 * (no edge-to-edge routing). Source: Amazon VPC user guide, "Route tables"; VPC peering guide, "Edge to edge routing".
 */
export const awsVpc = defineMechanism({
  name: 'aws-vpc',
  title: 'AWS VPC',
  category: 'place',
  attachesTo: [{ kind: 'vpc', provider: 'aws' }, { kind: 'subnet', provider: 'aws' }, { kind: 'route-table', provider: 'aws' }],
  schema: z.strictObject({}),
  sentences,
  problems: { vpc: checkVpc, subnet: checkSubnet, 'route-table': checkRouteTable },
  contribute: {
    place: {
      vpc: ({ view, id }) => {
        const tables = ['main', ...view.childrenOf(id, 'route-table').map(table => table.id)]
        return [{ add: 'device', device: { ...plainDevice(deviceOf(id), id, 'router'), forwards: true, tables: tables.map(name => localTable(view, id, name)) } }]
      },
      subnet: ({ id }) => [{ add: 'link', link: plainLink(linkOf(id), id, 'segment') }],
    },
    connect: {
      vpc: ({ view, id }) => subnetsOf(view, id).map(subnet => {
        const range = cidr(subnet.element.cidr)
        const name = interfaceOf(deviceOf(id), subnet.id)
        const address = nthAddress(range, 1) ?? range.address
        const plain = plainInterface(name, linkOf(subnet.id), subnet.id, mtuOf(view, id))
        return { add: 'interface', device: deviceOf(id), interface: { ...plain, addresses: [{ address, length: range.length }], port: plainPort(name) } }
      }),
    },
    route: { 'route-table': routeTableAdditions },
  },
})
