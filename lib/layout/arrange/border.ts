import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import type { Block } from '@/lib/layout/block'
import { cardById } from '@/lib/layout/item'
import { GATEWAY_MIN_H, GATEWAY_W, LANE } from '@/lib/layout/sizes'

/** Which of two bands of a border: what leads to other sites through tunnels, or what leads to the internet. */
export type Band = 'tunnels' | 'internet'
export interface BorderItem { readonly block: Block; readonly band: Band }

const lanes = (view: DesignView, id: string): number =>
  view.links.reduce((sum, { link }) => sum + ((link.ends as readonly string[]).includes(id) ? LANE[link.kind] : 0), 0)

function standing(view: DesignView, id: ElementId, band: Band): BorderItem {
  const card = cardById(view, id)
  return { band, block: { ...card, item: { ...card.item, straddles: true }, w: Math.max(GATEWAY_W, card.w), h: Math.max(GATEWAY_MIN_H, lanes(view, id)) } }
}

/** What stands on the border of a VPC, from the top. A NAT gateway in a subnet stands inside. */
export function borderOf(view: DesignView, vpc: ElementId): readonly BorderItem[] {
  const routersOf = (gateway: string) => view.childrenOf(vpc, 'cloud-router').filter(({ element }) => element.gateway === gateway)
  return [
    ...view.childrenOf(vpc, 'vpn-gateway').flatMap(({ id }) => [standing(view, id, 'tunnels'), ...routersOf(id).map(router => standing(view, router.id, 'tunnels'))]),
    ...view.childrenOf(vpc, 'internet-gateway').map(({ id }) => standing(view, id, 'internet')),
    ...view.childrenOf(vpc, 'nat-gateway').filter(({ element }) => element.subnet === undefined).map(({ id }) => standing(view, id, 'internet')),
  ]
}
