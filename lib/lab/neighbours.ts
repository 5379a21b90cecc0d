import type { IpAddress } from '@/lib/net/ip-address'
import type { Link } from '@/lib/network/device'
import { takerOf, type Member } from './addresses'
import type { LabInterface, LabNeighbour } from './plan'

/**
 * Neighbours that nobody can be asked for: what a port claims is answered by the fabric, and the only other end of a VXLAN takes
 * everything. All others are resolved by the kernel itself.
 */
export function neighboursOf(member: Member, link: Link, members: readonly Member[], ends: ReadonlyMap<string, LabInterface>, addresses: readonly IpAddress[]): readonly LabNeighbour[] {
  const name = ends.get(member.item.id)?.name ?? ''
  if (link.kind === 'tunnel') {
    const other = members.find(({ item }) => item.id !== member.item.id)
    const mac = other && ends.get(other.item.id)?.mac
    return mac === undefined ? [] : addresses.map(address => ({ interface: name, address, mac }))
  }
  return addresses.flatMap(address => {
    const taker = takerOf(link, members, member.item.id, address)
    const mac = taker && ends.get(taker.item.id)?.mac
    return taker && mac !== undefined && (taker.item.port || member.item.port) ? [{ interface: name, address, mac }] : []
  })
}
