import type { DesignView } from '@/lib/design/view'
import { cidr, covers, sameCidr, type Cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import type { Origination } from '@/lib/network/speaker'
import type { Config } from './config'

interface Range { readonly owner: ElementId; readonly subnet: ElementId; readonly prefix: Cidr }

const rangesOf = (view: DesignView, vpc: ElementId): readonly Range[] => view.childrenOf(vpc, 'subnet').flatMap(({ id, element }) => [
  { owner: id, subnet: id, prefix: cidr(element.cidr) },
  ...view.childrenOf(id, 'secondary-range').map(range => ({ owner: range.id, subnet: id, prefix: cidr(range.element.cidr) })),
])

export interface Announcer { readonly view: DesignView; readonly router: ElementId; readonly vpc: ElementId; readonly region: string | undefined; readonly mode: 'regional' | 'global'; readonly config: Config }

/**
 * What a Cloud Router announces.
 *
 * By default all ranges of subnets that it sees, secondary ones (pods, services) included: in regional mode those of its own region. A
 * custom advertisement replaces the default and holds all subnets only where it says so. What is left out is withheld, with the reason.
 * Source: Google Cloud Router documentation, "Advertised routes"; GKE documentation, "VPC-native clusters": pod ranges are announced.
 */
export function originationsOf(announcer: Announcer): readonly Origination[] {
  const { view, router, vpc, config: { advertise, priority } } = announcer
  const ranges = rangesOf(view, vpc)
  const custom = advertise.mode === 'custom' ? advertise.ranges.map(range => cidr(range)) : []
  const named = custom.map((prefix): Origination => ({ prefix, from: ranges.find(range => sameCidr(range.prefix, prefix))?.owner ?? router, med: priority }))
  const subnets = ranges.filter(range => !custom.some(prefix => covers(prefix, range.prefix))).map(({ owner, subnet, prefix }): Origination => {
    const why = withheldWhy(announcer, subnet)
    return { prefix, from: owner, med: priority, ...(why ? { withheld: why } : {}) }
  })
  return [...named, ...subnets]
}

function withheldWhy({ view, router, vpc, region, mode, config: { advertise } }: Announcer, subnet: ElementId): Origination['withheld'] {
  const facts = { router: view.nameOf(router), vpc: view.nameOf(vpc), region: region ?? '' }
  if (advertise.mode === 'custom' && !advertise.allSubnets) return { code: 'route.not-advertised', elements: [router], facts }
  return mode === 'regional' && view.regionOf(subnet) !== region ? { code: 'route.wrong-region', elements: [vpc], facts } : undefined
}
