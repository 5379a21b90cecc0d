import { defineMechanism } from '@/lib/mechanisms/types'
import { elementId } from '@/lib/net/element-id'
import { deviceOf, speakerOf, tableOf } from '@/lib/network/names'
import { originationsOf } from './adverts'
import { schema } from './config'
import { checkRouter } from './problems'
import { propagationsOf } from './propagation'

/** A Cloud Router: speaks BGP for a VPN gateway, announces the network's ranges, and gives learned routes to the network. */
export const gcpCloudRouter = defineMechanism({
  name: 'gcp-cloud-router',
  title: 'Google Cloud Router',
  category: 'routing',
  attachesTo: [{ kind: 'cloud-router', provider: 'gcp' }],
  schema,
  sentences: {
    'route.wrong-region': 'Network {vpc} routes regionally: what Cloud Router {router} announces and learns holds in its own region {region} only. Switch the network to global dynamic routing, or put the router and its gateway into the region of the machines.',
    'route.not-advertised': 'Cloud Router {router} does not announce this range, so the other side has no route to it and answers cannot come back. Add the range to its custom advertisement, or let it announce all subnets.',
    'gcp-cloud-router.learned': 'The route to {prefix} was learned by BGP and is a dynamic route of the network.',
    'gcp-cloud-router.no-region': 'Cloud Router {router} has no region, and neither has anything around it. Name the region of its gateway.',
    'gcp-cloud-router.gateway-elsewhere': 'Cloud Router {router} ({region}) and its VPN gateway {gateway} ({gatewayRegion}) are in different regions. Put both into the same one.',
    'gcp-cloud-router.other-network': 'Cloud Router {router} speaks for gateway {gateway}, which belongs to another network. Choose a gateway of its own network.',
  },
  problems: { 'cloud-router': checkRouter },
  contribute: {
    route: {
      'cloud-router': ({ view, id, subject, config }) => {
        const vpc = elementId(subject.parent ?? '')
        const common = { view, router: id, vpc, region: view.regionOf(id), mode: view.get(vpc, 'vpc')?.config?.['dynamicRouting'] === 'global' ? 'global' : 'regional' } as const
        const device = deviceOf(subject.gateway)
        return [
          {
            add: 'speaker',
            speaker: {
              id: speakerOf(id), from: id, device, table: tableOf(device, 'vpn'), asn: subject.asn, originates: originationsOf({ ...common, config }),
              installs: { origin: 'dynamic', preference: 100, code: 'bgp.learned' }, multipath: 'all',
            },
          },
          ...propagationsOf({ ...common, gateway: subject.gateway }),
        ]
      },
    },
  },
})
