import { contains, formatCidr } from '@/lib/net/cidr'
import type { IpAddress } from '@/lib/net/ip-address'
import type { Device } from '@/lib/network/device'
import type { InterfaceId } from '@/lib/network/ids'
import type { NextHop, Route } from '@/lib/network/route'
import type { Words } from './story'
import { labelOfDevice, type Telling } from './telling'
import { code, say } from './words'

/** Where a route leads, in the labels of the drawing: the tunnel, the device behind the link, or the subnet itself. */
export function nextHopLabel(telling: Telling, device: Device | undefined, nextHop: NextHop): string {
  switch (nextHop.type) {
    case 'blackhole': case 'unreachable': case 'prohibit': case 'throw': return 'nowhere'
    case 'leaves': return 'outside'
    case 'connected': return linkLabel(telling, device, nextHop.interfaceId)
    case 'interface': return behind(telling, device, nextHop.interfaceId)
    case 'via': return viaLabel(telling, device, nextHop)
  }
}

const linkOfInterface = (telling: Telling, device: Device | undefined, id: InterfaceId) => {
  const link = device?.interfaces.find(item => item.id === id)?.link
  return link === undefined ? undefined : telling.network.links.get(link)
}

function linkLabel(telling: Telling, device: Device | undefined, id: InterfaceId): string {
  const link = linkOfInterface(telling, device, id)
  return link ? telling.catalogue.labelOf(link.from) : id
}

function behind(telling: Telling, device: Device | undefined, id: InterfaceId): string {
  const link = linkOfInterface(telling, device, id)
  if (!link) return id
  const others = (telling.membersOf.get(link.id) ?? []).filter(other => other.id !== device?.id)
  const [only] = others
  const standsForItself = device?.from !== link.from && others.every(other => other.from !== link.from)
  return link.kind === 'point-to-point' && others.length === 1 && only && !standsForItself ? labelOfDevice(telling, only.id) : telling.catalogue.labelOf(link.from)
}

function viaLabel(telling: Telling, device: Device | undefined, nextHop: Extract<NextHop, { type: 'via' }>): string {
  const owner = nextHop.interfaceId === undefined ? undefined : neighbourFor(telling, device, nextHop.interfaceId, nextHop.address)
  return owner ? labelOfDevice(telling, owner.id) : nextHop.address
}

/** Who on an interface's link has an address, or takes packets for it. */
export function neighbourFor(telling: Telling, device: Device | undefined, id: InterfaceId, address: IpAddress | undefined): Device | undefined {
  const link = linkOfInterface(telling, device, id)
  if (!link || address === undefined) return undefined
  return (telling.membersOf.get(link.id) ?? []).find(other => other.id !== device?.id && other.interfaces.some(item => item.link === link.id
    && (item.addresses.some(own => own.address === address) || item.port?.claims.some(claim => contains(claim, address)))))
}

/** An endpoint is where a packet goes to, everything else what it goes through. */
function leadsToEndpoint(telling: Telling, device: Device | undefined, id: InterfaceId): boolean {
  const link = linkOfInterface(telling, device, id)
  return link?.kind === 'point-to-point' && (telling.membersOf.get(link.id) ?? []).every(other => other.id === device?.id || other.role === 'endpoint')
}

/** "10.24.0.0/14 via vgw-a"; what is on the link itself stands behind "to". */
export function routeWords(telling: Telling, device: Device | undefined, route: Route, to = nextHopLabel(telling, device, route.nextHop)): Words {
  const prefix = code(formatCidr(route.prefix))
  switch (route.nextHop.type) {
    case 'blackhole': return say`${prefix} dropped`
    case 'unreachable': case 'prohibit': return say`${prefix} refused`
    case 'throw': return say`${prefix} left to the next table`
    case 'leaves': return say`${prefix} to outside`
    case 'connected': return say`${prefix} to ${to}`
    case 'interface': return say`${prefix} ${leadsToEndpoint(telling, device, route.nextHop.interfaceId) ? 'to' : 'via'} ${to}`
    case 'via': return say`${prefix} via ${to}`
  }
}
