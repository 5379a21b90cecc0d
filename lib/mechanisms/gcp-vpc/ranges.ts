import type { DesignView } from '@/lib/design/view'
import { cidr, type Cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'

/** Largest packet inside a VPC network unless it says otherwise, in bytes. Source: Google Cloud VPC documentation, "Maximum transmission unit". */
export const VPC_MTU_BYTES = 1460

export const mtuOf = (view: DesignView, vpc: string): number => view.get(vpc, 'vpc')?.mtuBytes ?? VPC_MTU_BYTES

/** The internet of the design, where it draws one. */
export const internetOf = (view: DesignView): ElementId | undefined => view.of('internet')[0]?.id

/** The region of a subnet that says none, alone or by its surroundings; its machines then share one table. */
export const NO_REGION = 'no-region'
export const regionOf = (view: DesignView, id: string): string => view.regionOf(id) ?? NO_REGION

/** A primary or secondary range, the element that it is, and the subnet it lies in. */
export interface Range { readonly owner: ElementId; readonly subnet: ElementId; readonly region: string; readonly prefix: Cidr; readonly text: string }

/** All ranges of a network: each subnet's own, then its secondary ones. */
export function rangesOf(view: DesignView, vpc: ElementId): readonly Range[] {
  return view.childrenOf(vpc, 'subnet').flatMap(({ id, element }) => {
    const region = regionOf(view, id)
    const range = (owner: ElementId, text: string): Range => ({ owner, subnet: id, region, prefix: cidr(text), text })
    return [range(id, element.cidr), ...view.childrenOf(id, 'secondary-range').map(secondary => range(secondary.id, secondary.element.cidr))]
  })
}

/** The regions that have subnets, in order of their names. */
export const regionsOf = (view: DesignView, vpc: ElementId): readonly string[] =>
  [...new Set(view.childrenOf(vpc, 'subnet').map(({ id }) => regionOf(view, id)))].sort()
