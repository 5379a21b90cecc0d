import * as z from 'zod'
import { defineMechanism, type Context } from '@/lib/mechanisms/types'
import { hostCidr } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, partDevice, ruleSetOf, tableOf } from '@/lib/network/names'
import { checkGateway } from './problems'
import { servedMatch } from './sources'

const schema = z.strictObject({
  ranges: z.enum(['all', 'primary']).default('all').meta({ title: 'Ranges', description: 'Primary and secondary ranges of the region\'s subnets, or primary ones only.' }),
})
type NatContext = Context<'nat-gateway', z.infer<typeof schema>>

/** Where it stands in the Network: on the internet gateway of its network, or nowhere where that is not drawn. */
const standing = ({ subject, network }: NatContext) => {
  const device = partDevice(subject.parent ?? '', 'internet-gateway')
  return network.devices.has(device) ? device : undefined
}

const match = ({ view, id, subject, config }: NatContext) => servedMatch({ view, vpc: elementId(subject.parent ?? ''), region: view.regionOf(id), ranges: config.ranges })

/** Cloud NAT: machines of a region share public addresses to reach the internet; nothing comes in that was not asked for. */
export const gcpCloudNat = defineMechanism({
  name: 'gcp-cloud-nat',
  title: 'Google Cloud NAT',
  category: 'gateway',
  attachesTo: [{ kind: 'nat-gateway', provider: 'gcp' }],
  schema,
  sentences: {
    'gcp-cloud-nat.translate': 'Cloud NAT puts its public address {after} in place of the source {before}.',
    'gcp-cloud-nat.unasked': 'Cloud NAT lets nothing in that was not asked for from inside. To be reached from the internet, a machine needs an external address or a load balancer.',
    'gcp-cloud-nat.no-region': 'Cloud NAT gateway {gateway} has no region, so it serves no subnet. Name one.',
    'gcp-cloud-nat.second': 'Cloud NAT gateways {gateway} and {other} serve the same ranges in {region}. Remove one of them.',
    'gcp-cloud-nat.not-public': 'The address {address} of Cloud NAT gateway {gateway} is private, so no answer would come back from the internet. Give it a public address.',
  },
  problems: { 'nat-gateway': checkGateway },
  contribute: {
    route: {
      'nat-gateway': context => {
        const device = standing(context)
        const internet = context.view.of('internet')[0]?.id
        if (!device || !internet) return []
        return context.subject.publicAddresses.flatMap((address): readonly Addition[] => {
          const prefix = hostCidr(ip(address))
          return [
            { add: 'route', device: deviceOf(internet), table: tableOf(deviceOf(internet), 'main'), route: { code: 'internet.public-address', from: context.id, prefix, nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf(internet), device) }, origin: 'public', preference: 0 } },
            { add: 'route', device, table: tableOf(device, 'main'), route: { code: 'gcp-cloud-nat.unasked', from: context.id, prefix, nextHop: { type: 'blackhole' }, origin: 'nat', preference: 0 } },
          ]
        })
      },
    },
    translate: {
      'nat-gateway': context => {
        const device = standing(context)
        return !device ? [] : [{
          add: 'nat', at: { device },
          rule: {
            id: `${context.id}:source`, code: 'gcp-cloud-nat.translate', from: context.id, hook: 'postrouting', order: 301,
            match: { ...match(context), outInterfaces: [interfaceOf(device, 'internet')] }, action: { type: 'source', addresses: context.subject.publicAddresses.map(address => ip(address)) },
          },
        }]
      },
    },
    filter: {
      'nat-gateway': context => standing(context) ? [{
        add: 'rule', set: ruleSetOf(context.subject.parent ?? '', 'public-sources'),
        rule: { code: 'gcp-cloud-nat.translate', from: context.id, name: 'behind Cloud NAT', order: 2, match: match(context), action: { type: 'accept' } },
      }] : [],
    },
  },
})
