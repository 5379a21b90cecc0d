import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { nthAddress, cidr } from '@/lib/net/cidr'
import { deviceOf, interfaceOf, linkOf, tableOf } from '@/lib/network/names'
import { plainDevice, plainInterface, plainLink, plainPort } from '@/lib/network/plain'
import { gatewayInterfaces, gatewayPlace, publicRoutes, publicSources, publicTranslation } from './internet'
import { checkSecondaryRange, checkSubnet } from './problems'
import { mtuOf, regionOf } from './ranges'
import { sentences } from './sentences'
import { tablesOf } from './tables'

/** `regional` unless chosen otherwise. Source: gcloud reference, "compute networks create", --bgp-routing-mode. */
const schema = z.strictObject({
  dynamicRouting: z.enum(['regional', 'global']).default('regional').meta({
    title: 'Dynamic routing mode', description: 'Regional: learned routes hold, and ranges are announced, in the Cloud Router\'s own region only. Global: everywhere.',
  }),
  defaultInternetRoute: z.boolean().default(true).meta({ title: 'Default route', description: 'The route 0.0.0.0/0 to the internet gateway that a new network has.' }),
})

/** A Google Cloud VPC network: one router for all regions, whose subnets are regional. */
export const gcpVpc = defineMechanism({
  name: 'gcp-vpc',
  title: 'Google Cloud VPC network',
  category: 'place',
  attachesTo: [{ kind: 'vpc', provider: 'gcp' }, { kind: 'subnet', provider: 'gcp' }, { kind: 'secondary-range', provider: 'gcp' }],
  schema,
  sentences,
  problems: { subnet: checkSubnet, 'secondary-range': checkSecondaryRange },
  contribute: {
    place: {
      vpc: ({ view, id, config }) => [
        { add: 'device', device: { ...plainDevice(deviceOf(id), id, 'router'), forwards: true, tables: tablesOf(view, id, config) } },
        ...gatewayPlace(view, id),
      ],
      subnet: ({ id }) => [{ add: 'link', link: plainLink(linkOf(id), id, 'segment') }],
    },
    connect: {
      vpc: ({ view, id }) => gatewayInterfaces(view, id),
      subnet: ({ view, id, subject }) => {
        const vpc = deviceOf(subject.parent ?? '')
        const range = cidr(subject.cidr)
        const name = interfaceOf(vpc, id)
        const plain = plainInterface(name, linkOf(id), id, mtuOf(view, subject.parent ?? ''))
        return [{ add: 'interface', device: vpc, interface: { ...plain, addresses: [{ address: nthAddress(range, 1) ?? range.address, length: range.length }], port: plainPort(name) } }]
      },
    },
    route: {
      vpc: ({ view, id }) => publicRoutes(view, id),
      subnet: ({ view, id, subject }) => {
        const vpc = deviceOf(subject.parent ?? '')
        return [{ add: 'policy-rule', device: vpc, rule: { code: 'gcp-vpc.region', from: id, priority: 100, match: { inInterfaces: [interfaceOf(vpc, id)] }, table: tableOf(vpc, regionOf(view, id)), final: true } }]
      },
    },
    translate: { vpc: ({ view, id }) => publicTranslation(view, id) },
    filter: { vpc: ({ view, id }) => publicSources(view, id) },
  },
})
