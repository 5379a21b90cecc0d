import { cidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, speakerOf, tableOf } from '@/lib/network/names'
import type { SpeakerId } from '@/lib/network/ids'
import type { OspfInterface } from '@/lib/network/ospf'
import type { Speaker } from '@/lib/network/speaker'
import { wiresOf, type MachineContext } from './interfaces'

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
  return [{ add: 'speaker', speaker }, ...redistribution(speaker.id, id, { origins: redistribute, metric: 0 })]
}

const redistribution = (to: SpeakerId, from: ElementId, { origins, metric }: { readonly origins: readonly string[]; readonly metric: number }): readonly Addition[] =>
  origins.length === 0 ? [] : [{ add: 'redistribution', redistribution: { to, origins, metric, code: 'linux.redistributed', from } }]

/** Administrative distance of OSPF against BGP's 20. Source: FRRouting user guide, "Administrative Distance". */
const OSPF_METRIC = 110
/** Source: FRRouting user guide, "OSPFv2": a reference bandwidth of 100 Gbit/s over 10 Gbit/s. */
const DEFAULT_COST = 10
/** Metric of what is redistributed into OSPF. Source: FRRouting user guide, `redistribute`: type 2, metric 20. */
const EXTERNAL_METRIC = 20

/** A router that names interfaces for it speaks OSPF. Source: RFC 2328. */
export function ospfRouter(context: MachineContext): readonly Addition[] {
  const { id, subject, config } = context
  if (subject.kind !== 'router' || !config.ospf) return []
  const wires = wiresOf(context)
  const to = speakerOf(`${id}/ospf`)
  const interfaces = config.ospf.interfaces.flatMap(({ dev, area = 0, cost = DEFAULT_COST, passive }): readonly OspfInterface[] => {
    const wire = wires.find(({ name }) => name === dev)
    return wire ? [{ interfaceId: wire.id, area, cost, ...(passive ? { passive } : {}) }] : []
  })
  return [
    { add: 'ospf-router', router: { id: to, from: id, device: deviceOf(id), table: tableOf(deviceOf(id), 'main'), interfaces, installs: { origin: 'ospf', preference: OSPF_METRIC, code: 'linux.ospf-learned' } } },
    ...redistribution(to, id, { origins: config.ospf.redistribute ?? [], metric: EXTERNAL_METRIC }),
  ]
}
