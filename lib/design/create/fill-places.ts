import { cidr, covers, formatCidr } from '@/lib/net/cidr'
import { err, ok } from '@/lib/net/result'
import type { Fill } from './filling'
import { DEFAULT_PROVIDER, habitsOf, isKnownProvider } from './providers'
import { asCidr, freeInVpc, freeRange, isTaken, isTakenByVpc } from './ranges'

/** Length of a new VPC, and of a new secondary range. */
const VPC_LENGTH = 16
const SECONDARY_LENGTH = 16

export const fillSite: Fill<'site'> = ({ design, view, element, mode }) => {
  const around = element.parent === undefined ? undefined : view.providerOf(element.parent)
  const provider = element.provider ?? around ?? DEFAULT_PROVIDER
  return ok({ design, fields: { provider, region: element.region ?? (mode === 'new' && around === undefined && isKnownProvider(provider) ? habitsOf(provider).region : undefined) } })
}

export const fillInternet: Fill<'internet'> = ({ design }) => ok({ design, fields: {} })

export const fillVpc: Fill<'vpc'> = ({ design, view, id, element, mode, provider }) => {
  const { vpcRanges } = habitsOf(provider)
  const ranges = element.cidrs ?? []
  if (vpcRanges === 'none' || (ranges.length > 0 && mode === 'moved')) return ok({ design, fields: {} })
  const kept = ranges.filter(range => !isTakenByVpc(view, cidr(range), id) && !isTaken(view, cidr(range), { owner: id, scope: 'everywhere' }))
  if (kept.length > 0) return ok({ design, fields: { cidrs: kept } })
  const free = freeRange(view, [asCidr(ranges[0])?.length ?? VPC_LENGTH])
  return free ? ok({ design, fields: { cidrs: [formatCidr(free)] } }) : err('No private range is free for another VPC. Remove one, or give one a smaller range.')
}

export const fillSubnet: Fill<'subnet'> = ({ design, view, id, element, mode, provider, vpc }) => {
  const habits = habitsOf(provider)
  const outer = (view.get(vpc, 'vpc')?.cidrs ?? []).map(range => cidr(range))
  const own = asCidr(element.cidr)
  const standing = own && (habits.vpcRanges === 'none' || outer.some(range => covers(range, own))) && !isTaken(view, own, { owner: id, scope: mode === 'moved' ? vpc : 'everywhere' })
  const lengths = own ? [own.length, ...habits.subnetLengths] : habits.subnetLengths
  const range = standing ? own : vpc === undefined || habits.vpcRanges === 'none' ? freeRange(view, lengths, habits.subnetPool) : freeInVpc(view, vpc, lengths)
  if (!range) return err(`${vpc ?? 'The VPC'} has no free range for another subnet. Give it a further range.`)
  const siblings = vpc === undefined ? [] : view.childrenOf(vpc, 'subnet').filter(other => other.id !== id)
  const region = view.regionOf(vpc ?? id)
  const zone = habits.zones[siblings.length % Math.max(1, habits.zones.length)]
  const [table, ...tables] = vpc === undefined ? [] : view.childrenOf(vpc, 'route-table')
  const inVpc = (other: string | undefined) => (other !== undefined && view.design.elements[other]?.parent === vpc ? other : undefined)
  return ok({
    design,
    fields: {
      cidr: formatCidr(range),
      zone: element.zone ?? (mode === 'new' && zone !== undefined && region !== undefined ? `${region}${zone}` : undefined),
      region: element.region ?? (habits.vpcRanges === 'none' && region === undefined ? habits.region : undefined),
      routeTable: inVpc(element.routeTable) ?? (mode === 'new' && tables.length === 0 ? table?.id : undefined),
      networkAcl: inVpc(element.networkAcl),
    },
  })
}

export const fillSecondaryRange: Fill<'secondary-range'> = ({ design, view, id, element, mode, vpc }) => {
  const own = asCidr(element.cidr)
  if (own && !isTaken(view, own, { owner: id, scope: mode === 'moved' ? vpc : 'everywhere' })) return ok({ design, fields: { cidr: formatCidr(own) } })
  const free = freeRange(view, own ? [own.length, SECONDARY_LENGTH] : [SECONDARY_LENGTH])
  return free ? ok({ design, fields: { cidr: formatCidr(free) } }) : err('No private range is free for another secondary range.')
}

/** Routes stay whose target belongs to the VPC, or is a link that ends there. */
export const fillRouteTable: Fill<'route-table'> = ({ design, view, element, vpc }) => {
  const local = (view.get(vpc, 'vpc')?.cidrs ?? []).map(range => cidr(range))
  const placed = (via: string): boolean => {
    const link = view.design.links[via]
    if (link) return (link.ends as readonly string[]).includes(vpc ?? '')
    return (view.get(via, 'vpc') ? via : view.within(via, 'vpc')?.id) === vpc
  }
  return ok({
    design,
    fields: {
      routes: (element.routes ?? []).filter(route => placed(route.via) && !local.some(range => covers(range, cidr(route.to)))),
      propagate: element.propagate?.filter(gateway => view.design.elements[gateway]?.parent === vpc),
    },
  })
}
