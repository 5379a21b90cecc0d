import { placePeering, sidesOf } from '@/lib/mechanisms/peering'
import type { Context } from '@/lib/mechanisms/types'
import { cidr, DEFAULT_V4, overlaps } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, linkOf, tableOf } from '@/lib/network/names'
import { plainInterface, plainTable } from '@/lib/network/plain'
import type { Problem } from '@/lib/network/problem'
import type { Route } from '@/lib/network/route'
import { localRoutes, mtuOf } from './tables'

type PeeringContext = Context<'peering', unknown>

/** Element ids hold no slash, so these are no route table's names. */
const inwards = (peering: ElementId) => `${peering}/in`
const beyond = (peering: ElementId) => `${peering}/beyond`

const rangesOf = ({ view }: Pick<PeeringContext, 'view'>, vnet: string): readonly string[] => view.get(vnet, 'vpc')?.cidrs ?? []

/** Source: Azure documentation, "Virtual network peering", constraints: address spaces must not overlap. */
function overlapOf(context: PeeringContext): { readonly a: string; readonly b: string } | undefined {
  const [a, b] = context.subject.ends
  return rangesOf(context, a).flatMap(own => rangesOf(context, b).filter(their => overlaps(cidr(own), cidr(their))).map(their => ({ a: own, b: their })))[0]
}

export const peeringPlace = (context: PeeringContext): readonly Addition[] => placePeering(context, { overlapping: overlapOf(context) !== undefined })

/**
 * An interface in both networks. What comes in by it is for the network itself: a peering leads no further.
 * Source: Azure documentation, "Virtual network peering": peerings are not transitive.
 */
export function peeringInterfaces(context: PeeringContext): readonly Addition[] {
  const { view, id, network } = context
  return sidesOf(context).filter(({ vpc }) => network.devices.has(deviceOf(vpc))).flatMap(({ vpc }): readonly Addition[] => {
    const device = deviceOf(vpc)
    const nowhere: Route = { code: 'peering.not-transitive', from: id, prefix: DEFAULT_V4, nextHop: { type: 'unreachable' }, origin: 'peering', preference: 0 }
    const match = { inInterfaces: [interfaceOf(device, id)] }
    return [
      { add: 'interface', device, interface: plainInterface(interfaceOf(device, id), linkOf(id), vpc, mtuOf(view, vpc)) },
      { add: 'table', device, table: { ...plainTable(device, inwards(id), vpc), routes: localRoutes(view, vpc) } },
      { add: 'table', device, table: { ...plainTable(device, beyond(id), vpc), routes: [nowhere] } },
      { add: 'policy-rule', device, rule: { code: 'azure-vnet.from-peer', from: id, priority: 90, match, table: tableOf(device, inwards(id)) } },
      { add: 'policy-rule', device, rule: { code: 'azure-vnet.from-peer', from: id, priority: 91, match, table: tableOf(device, beyond(id)), final: true } },
    ]
  })
}

/** The ranges of the other network, as system routes of this one. Source: Azure documentation, "Virtual network traffic routing", optional default routes. */
export const peeringRoutes = (context: PeeringContext): readonly Addition[] => sidesOf(context).filter(({ vpc }) => context.network.devices.has(deviceOf(vpc))).flatMap(({ vpc, other }) =>
  rangesOf(context, other).map((range): Addition => ({
    add: 'route', device: deviceOf(vpc), table: tableOf(deviceOf(vpc), 'main'),
    route: { code: 'azure-vnet.peering', from: context.id, prefix: cidr(range), nextHop: { type: 'interface', interfaceId: interfaceOf(deviceOf(vpc), context.id) }, origin: 'peering', preference: 1 },
  })))

export function checkPeering(context: PeeringContext): readonly Problem[] {
  const { view, id, subject: { ends: [a, b] } } = context
  const overlap = overlapOf(context)
  return overlap ? [{ severity: 'error', code: 'cidr.overlap', element: id, field: 'ends', facts: { peering: view.nameOf(id), a: view.nameOf(a), b: view.nameOf(b), aRange: overlap.a, bRange: overlap.b } }] : []
}
