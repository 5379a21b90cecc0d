import * as z from 'zod'
import { defineMechanism, type Context } from '@/lib/mechanisms/types'
import { cidr, DEFAULT_V4, nthAddress } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, linkOf } from '@/lib/network/names'
import { plainDevice, plainInterface, plainPort } from '@/lib/network/plain'
import type { Route } from '@/lib/network/route'
import { carriedProtocols, nothingUnasked } from './filters'
import { checkGateway } from './problems'

/** Largest packet a NAT gateway takes, in bytes. Source: Amazon VPC user guide, "NAT gateway basics". */
const NAT_MTU_BYTES = 8500

/** Where the gateway stands, or nothing where the design does not say. */
function placeOf({ view, id, subject }: Context<'nat-gateway', unknown>) {
  const range = view.get(subject.subnet, 'subnet')?.cidr
  const router = range === undefined ? undefined : nthAddress(cidr(range), 1)
  if (subject.address === undefined || subject.subnet === undefined || router === undefined) return undefined
  return { address: ip(subject.address), subnet: subject.subnet, router, eth0: interfaceOf(deviceOf(id), 'eth0') }
}

/** Hides private addresses behind its own private one; an internet gateway then puts the public address in its place. */
export const awsNatGateway = defineMechanism({
  name: 'aws-nat-gateway',
  title: 'AWS NAT gateway',
  category: 'gateway',
  attachesTo: [{ kind: 'nat-gateway', provider: 'aws' }],
  schema: z.strictObject({}),
  sentences: {
    'aws-nat-gateway.default': 'The NAT gateway sends everything to the router of its subnet.',
    'aws-nat-gateway.translate': 'The NAT gateway puts its own address in place of the source.',
    'aws-nat-gateway.unasked': 'A NAT gateway accepts nothing that was not asked for from inside. To be reached from outside, a machine needs a public address or a load balancer.',
    'aws-nat-gateway.protocol': 'A NAT gateway carries TCP, UDP and ICMP only, so this packet is dropped. Use another way out for other protocols.',
    'nat.hides-source': 'The filter here would admit the sender {hidden}, but it sees {source}: a translation on the way hides the sender. Admit {source} as well, or stop translating.',
    'aws-nat-gateway.unplaced': 'NAT gateway {gateway} needs a subnet and a private address in it. Until it has both it carries nothing.',
    'aws-nat-gateway.outside-subnet': 'The address {address} of NAT gateway {gateway} lies outside its subnet {subnet} ({range}). Choose one inside.',
    'aws-nat-gateway.of-another-vpc': 'NAT gateway {gateway} stands in subnet {subnet}, which belongs to another VPC. Choose a subnet of its own VPC.',
    'aws-nat-gateway.no-way-out': 'NAT gateway {gateway} stands in subnet {subnet}, whose route table sends nothing to an internet gateway: what it translates goes nowhere on the internet. Add a route 0.0.0.0/0 to an internet gateway there.',
  },
  problems: { 'nat-gateway': checkGateway },
  contribute: {
    place: {
      'nat-gateway': context => {
        const place = placeOf(context)
        if (!place) return []
        const device = plainDevice(deviceOf(context.id), context.id, 'gateway')
        const route: Route = { code: 'aws-nat-gateway.default', from: context.id, prefix: DEFAULT_V4, nextHop: { type: 'via', address: place.router, interfaceId: place.eth0 }, origin: 'default', preference: 0 }
        return [{ add: 'device', device: { ...device, forwards: true, tables: device.tables.map(table => ({ ...table, routes: [route] })) } }]
      },
    },
    connect: {
      'nat-gateway': context => {
        const place = placeOf(context)
        if (!place) return []
        const plain = plainInterface(place.eth0, linkOf(place.subnet), context.id, NAT_MTU_BYTES)
        return [{ add: 'interface', device: deviceOf(context.id), interface: { ...plain, addresses: [{ address: place.address, length: 32 }], port: plainPort(place.eth0) } }]
      },
    },
    translate: {
      'nat-gateway': context => {
        const place = placeOf(context)
        return place ? [{
          add: 'nat', at: { device: deviceOf(context.id) },
          rule: { id: `${context.id}:source`, code: 'aws-nat-gateway.translate', from: context.id, hook: 'postrouting', order: 300, match: {}, action: { type: 'source', addresses: [place.address] } },
        }] : []
      },
    },
    filter: {
      'nat-gateway': context => placeOf(context)
        ? [nothingUnasked(context.id), carriedProtocols(context.id)].map(filter => ({ add: 'filter', at: { device: deviceOf(context.id) }, filter })) : [],
    },
  },
})
