import { formatCidr } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import type { Network } from '@/lib/network/network'
import type { OspfInterface, OspfRouter, Redistribution } from '@/lib/network/ospf'
import type { LabNames } from './names'

/** The table of the kernel that OSPF's routes go into: apart from BGP's, since a daemon exports the better of two only. */
export const OSPF_TABLE = 3001

const LEARNED = 'source ~ [RTS_OSPF, RTS_OSPF_IA, RTS_OSPF_EXT1, RTS_OSPF_EXT2]'

/** What a Network redistributes that these daemons are not told of; null where they are told all. */
export function notRedistributed({ redistributions, ospfRouters }: Network): string | null {
  const written = ({ to, origins, policy }: Redistribution) => ospfRouters.has(to) && policy === undefined && origins.every(origin => origin === 'static' || origin === 'connected')
  return redistributions.every(written) ? null : 'redistribution other than of written routes into OSPF'
}

/**
 * OSPFv2 of one router in the words of BIRD 2: areas with their interfaces, what is redistributed, and its routes for BGP's next hops.
 * Timers are shortened, and those that differ stay different, so that the same routers become neighbours (RFC 2328 section 10.5).
 */
export function ospfText(router: OspfRouter, network: Network, names: LabNames): readonly string[] {
  const areas = [...new Set(router.interfaces.map(({ area }) => area))]
  const external = network.redistributions.filter(({ to }) => to === router.id)
  return [
    'ipv4 table ospf4;',
    `protocol kernel fib_ospf { kernel table ${OSPF_TABLE}; scan time 1; ipv4 { table ospf4; import none; export where ${LEARNED}; }; }`,
    `protocol pipe ospf_for_bgp { table ospf4; peer table igp4; import none; export where ${LEARNED}; }`,
    ...external.map((one, at) => `protocol static given_${at + 1} { ipv4 { table ospf4; import all; }; ${givenText(one, router, network)} }`),
    'protocol ospf v2 interior {',
    `  ipv4 { table ospf4; import all; export filter { ${external.map((one, at) => `if proto = "given_${at + 1}" then { ospf_metric${one.metricType ?? 2} = ${one.metric}; accept; }`).join(' ')} reject; }; };`,
    '  tick 1; ecmp yes;',
    ...areas.map(area => `  area ${area} { ${router.interfaces.filter(one => one.area === area).map(one => interfaceText(one, network, names)).join(' ')} };`),
    '}',
  ]
}

function interfaceText({ interfaceId, cost, passive, helloSeconds = 10, deadSeconds = 40 }: OspfInterface, network: Network, names: LabNames): string {
  const item = [...network.devices.values()].flatMap(device => device.interfaces).find(one => one.id === interfaceId)
  const type = item && network.links.get(item.link)?.kind === 'segment' ? 'broadcast' : 'ptp'
  const usual = helloSeconds === 10 && deadSeconds === 40
  return `interface "${names.interface(interfaceId)}" { type ${type}; cost ${cost}; hello 1; dead ${usual ? 4 : 5 + (helloSeconds * 131 + deadSeconds) % 60}; wait 2; retransmit 2; ${passive ? 'stub yes; ' : ''}};`
}

/** Routes of the router's own table that it gives to others. */
function givenText({ origins }: Redistribution, { device, table }: OspfRouter, { devices }: Network): string {
  const routes = devices.get(device)?.tables.find(one => one.id === table)?.routes ?? []
  return [...new Set(routes.filter(route => origins.includes(route.origin) && versionOf(route.prefix.address) === 4).map(({ prefix }) => formatCidr(prefix)))].map(prefix => `route ${prefix} blackhole;`).join(' ')
}
