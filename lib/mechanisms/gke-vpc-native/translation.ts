import { cidr, type Cidr } from '@/lib/net/cidr'
import { BENCHMARKING_V4, CLASS_E, DOCUMENTATION_V4_1, DOCUMENTATION_V4_2, DOCUMENTATION_V4_3, IETF_PROTOCOLS_V4, LINK_LOCAL_V4, PRIVATE_V4 } from '@/lib/net/special-prefixes'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf } from '@/lib/network/names'
import type { NatRule } from '@/lib/network/nat-rule'
import type { Config } from './config'
import { standingNodes, type ClusterContext } from './nodes'

/** Once the anycast range of 6to4 relays, reserved since. Source: RFC 7526 section 4. */
const RELAY_ANYCAST_V4 = cidr('192.88.99.0/24')

/** Source: GKE documentation, "IP masquerade agent", default non-masquerade destinations; the link-local range belongs to it always. */
const DEFAULT_NON_MASQUERADE: readonly Cidr[] = [
  ...PRIVATE_V4, IETF_PROTOCOLS_V4, DOCUMENTATION_V4_1, RELAY_ANYCAST_V4, BENCHMARKING_V4, DOCUMENTATION_V4_2, DOCUMENTATION_V4_3, CLASS_E, LINK_LOCAL_V4,
]

/**
 * Towards which destinations pods keep their own address; null: towards all. A list of one's own replaces the default; link-local stays in
 * it (masqLinkLocal is off). Sources: the same page; kubernetes-sigs/ip-masq-agent README.
 */
export function keptTowards(config: Config): readonly Cidr[] | null {
  if (config.nonMasqueradeCidrs) return [...config.nonMasqueradeCidrs.map(text => cidr(text)), LINK_LOCAL_V4]
  return config.disableDefaultSnat ? null : DEFAULT_NON_MASQUERADE
}

export const sourceTranslation = (context: ClusterContext): readonly Addition[] => {
  const kept = keptTowards(context.config)
  if (kept === null) return []
  return standingNodes(context).flatMap(({ node }) => {
    const device = deviceOf(node)
    const outInterfaces = [interfaceOf(device, 'eth0')]
    const common = { from: context.id, hook: 'postrouting' } as const
    const rules: readonly NatRule[] = [
      { ...common, code: 'gke-vpc-native.no-masquerade', id: `${node}:no-masquerade`, order: 200, match: { outInterfaces, destinations: { cidrs: kept } }, action: { type: 'unchanged' } },
      { ...common, code: 'gke-vpc-native.masquerade', id: `${node}:masquerade`, order: 201, match: { outInterfaces }, action: { type: 'masquerade' } },
    ]
    return rules.map((rule): Addition => ({ add: 'nat', at: { device }, rule }))
  })
}
