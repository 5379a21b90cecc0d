import { cidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, speakerOf, tableOf } from '@/lib/network/names'
import type { Speaker } from '@/lib/network/speaker'
import type { MachineContext } from './interfaces'

/** Metric of what was learned, so that a connected or static route without a metric wins. Source: FRRouting, zebra `RIB_DIST`: 20 for external BGP. */
const BGP_METRIC = 20

/** A router with an AS number speaks BGP: it announces its networks and what it redistributes, and passes on what it learns. Source: RFC 4271. */
export function bgpSpeaker({ id, subject, config: { bgp = {} } }: MachineContext): readonly Addition[] {
  if (subject.kind !== 'router' || subject.asn === undefined) return []
  const { networks = [], redistribute = [], routerId, clusterId, localPreference, allowOwnAs } = bgp
  const speaker: Speaker = {
    id: speakerOf(id), from: id, device: deviceOf(id), table: tableOf(deviceOf(id), 'main'), asn: subject.asn, transit: true, multipath: 'all', resolvesNextHops: true,
    originates: networks.map(prefix => ({ prefix: cidr(prefix), from: id })), installs: { origin: 'bgp', preference: BGP_METRIC, code: 'bgp.learned' },
    ...(routerId === undefined ? {} : { routerId: ip(routerId) }), ...(clusterId === undefined ? {} : { clusterId: ip(clusterId) }),
    ...(localPreference === undefined ? {} : { localPreference }), ...(allowOwnAs === undefined ? {} : { allowsOwnAs: allowOwnAs }),
  }
  const redistribution: readonly Addition[] = redistribute.length === 0 ? []
    : [{ add: 'redistribution', redistribution: { to: speaker.id, origins: redistribute, metric: 0, code: 'linux.redistributed', from: id } }]
  return [{ add: 'speaker', speaker }, ...redistribution]
}
