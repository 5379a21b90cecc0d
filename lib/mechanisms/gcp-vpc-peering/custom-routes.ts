import { sidesOf, type Side } from '@/lib/mechanisms/peering'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, speakerOf, tableOf } from '@/lib/network/names'
import type { Withholding } from '@/lib/network/route'
import type { Propagation } from '@/lib/network/speaker'
import { overlapOf, regionsOf, type PeeringContext } from './sides'
import { inwardTable } from './subnet-routes'

/** As a Cloud Router's learned routes rank in its own network. Source: Google Cloud Router documentation, "Learned routes". */
const DYNAMIC_PREFERENCE = 100
/** Behind every route of a network's own: priorities end at 65535. Source: Google Cloud VPC documentation, "Routes", routing order. */
const PEERING_PREFERENCE = 70_000

/**
 * What one network's Cloud Routers have learned, in the tables of the other one, and in that by which the other one's packets come in. It is
 * there only where its owner exports and the other imports custom routes.
 * Source: Google Cloud VPC documentation, "VPC Network Peering", options for exchanging dynamic routes.
 */
export function customRoutes(context: PeeringContext): readonly Addition[] {
  const { view, id } = context
  if (overlapOf(context)) return []
  return sidesOf(context).flatMap(side => view.childrenOf(side.vpc, 'cloud-router').flatMap(router => {
    const why = closed(context, side)
    const common = { from: router.id, speaker: speakerOf(router.id), origin: 'dynamic', addsMed: true } as const
    const owner = deviceOf(side.vpc)
    const taker = deviceOf(side.other)
    const propagation = (more: Omit<Propagation, keyof typeof common>): Addition => ({ add: 'propagation', propagation: { ...common, ...more } })
    return [
      propagation({
        code: 'gcp-vpc-peering.through', device: owner, table: tableOf(owner, inwardTable(id)), preference: DYNAMIC_PREFERENCE,
        nextHop: { type: 'interface', interfaceId: interfaceOf(owner, router.element.gateway) }, ...why ? { withheld: why } : {},
      }),
      ...regionsOf(view, side.other).map(region => {
        const withheld = why ?? elsewhere(context, { ...side, router: router.id, region })
        return propagation({
          code: 'gcp-vpc-peering.custom', device: taker, table: tableOf(taker, region), preference: PEERING_PREFERENCE,
          nextHop: { type: 'interface', interfaceId: interfaceOf(taker, id) }, ...withheld ? { withheld } : {},
        })
      }),
    ]
  }))
}

function closed({ view, id, config }: PeeringContext, { vpc, other }: Side): Withholding | undefined {
  if (config.exportCustomRoutes.includes(vpc) && config.importCustomRoutes.includes(other)) return undefined
  return { code: 'route.not-exchanged', elements: [id], facts: { peering: view.nameOf(id), owner: view.nameOf(vpc), taker: view.nameOf(other) } }
}

/** In regional mode what a router has learned holds in its own region, in the other network as well. Source: as above, effects of dynamic routing mode. */
function elsewhere({ view }: PeeringContext, { vpc, router, region }: Side & { readonly router: string; readonly region: string }): Withholding | undefined {
  const own = view.regionOf(router)
  if (view.get(vpc, 'vpc')?.config?.['dynamicRouting'] === 'global' || own === region) return undefined
  return { code: 'route.wrong-region', elements: [vpc], facts: { router: view.nameOf(router), vpc: view.nameOf(vpc), region: own ?? '' } }
}
