import { contains, prefixOf, type Cidr } from '@/lib/net/cidr'
import { versionOf, type IpAddress } from '@/lib/net/ip-address'
import type { Device, Interface, Link } from '@/lib/network/device'
import type { InterfaceId, SpeakerId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { OspfInterface, OspfRouter } from '@/lib/network/ospf'

/** A router's interface in an area, with what it stands on. */
export interface Attachment { readonly router: OspfRouter; readonly device: Device; readonly item: Interface; readonly link: Link; readonly ospf: OspfInterface }

/** A neighbour that a router sends to: over which of its interfaces, to which address, at what cost. */
export interface Adjacency { readonly to: SpeakerId; readonly cost: number; readonly interfaceId: InterfaceId; readonly address: IpAddress | null; readonly pointToPoint: boolean }

/** Source: RFC 2328 appendix C.3, sample values. */
const HELLO_SECONDS = 10
const DEAD_SECONDS = 40

/** All interfaces that take part and are up. */
export function attachmentsOf(network: Network): readonly Attachment[] {
  return [...network.ospfRouters.values()].flatMap(router => {
    const device = network.devices.get(router.device)
    if (!device || device.up === false) return []
    return router.interfaces.flatMap((ospf): readonly Attachment[] => {
      const item = device.interfaces.find(candidate => candidate.id === ospf.interfaceId)
      const link = item && network.links.get(item.link)
      return item && link?.up && item.up !== false ? [{ router, device, item, link, ospf }] : []
    })
  })
}

/**
 * The neighbours of every router in an area: on one link and, where that is a segment, in one subnet, neither passive, with the same timers
 * and the same MTU. Sources: RFC 2328 sections 10.5 (hello) and 10.6 (MTU in database description).
 */
export function adjacenciesIn(attachments: readonly Attachment[], area: number): ReadonlyMap<SpeakerId, readonly Adjacency[]> {
  const inside = attachments.filter(({ ospf }) => ospf.area === area)
  const byLink = new Map<string, Attachment[]>()
  for (const attachment of inside) byLink.set(attachment.link.id, [...byLink.get(attachment.link.id) ?? [], attachment])
  return new Map(inside.map(({ router }) => [router.id, inside.filter(one => one.router.id === router.id).flatMap(one =>
    (byLink.get(one.link.id) ?? []).flatMap(other => (areNeighbours(one, other) ? [adjacencyTo(one, other)] : [])))] as const))
}

function areNeighbours(a: Attachment, b: Attachment): boolean {
  if (a.router.id === b.router.id || a.ospf.passive || b.ospf.passive || a.item.mtuBytes !== b.item.mtuBytes) return false
  if ((a.ospf.helloSeconds ?? HELLO_SECONDS) !== (b.ospf.helloSeconds ?? HELLO_SECONDS) || (a.ospf.deadSeconds ?? DEAD_SECONDS) !== (b.ospf.deadSeconds ?? DEAD_SECONDS)) return false
  if (a.link.apart.length > 0 && groupOf(a) !== groupOf(b)) return false
  return a.link.kind !== 'segment' || sharedAddress(a, b) !== null
}

const groupOf = ({ link, item }: Attachment): number => link.apart.findIndex(members => members.includes(item.id))

/** The other's address in a subnet of one's own. */
function sharedAddress(a: Attachment, b: Attachment): IpAddress | null {
  return b.item.addresses.find(theirs => versionOf(theirs.address) === 4 && a.item.addresses.some(mine => mine.length === theirs.length && contains(prefixOf(mine.address, mine.length), theirs.address)))?.address ?? null
}

const adjacencyTo = (one: Attachment, other: Attachment): Adjacency =>
  ({ to: other.router.id, cost: one.ospf.cost, interfaceId: one.item.id, address: sharedAddress(one, other), pointToPoint: one.link.kind !== 'segment' })

/** The IPv4 subnets of an interface: what its router announces at the interface's cost. Source: RFC 2328 section 12.4.1. */
export const subnetsOf = ({ item }: Attachment): readonly Cidr[] => item.addresses.filter(({ address }) => versionOf(address) === 4).map(({ address, length }) => prefixOf(address, length))
