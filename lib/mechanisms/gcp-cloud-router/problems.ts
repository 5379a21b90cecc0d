import type { Context } from '@/lib/mechanisms/types'
import type { Problem } from '@/lib/network/problem'

/** A Cloud Router and the gateway it speaks for stand in one region of one network. Source: Google Cloud VPN documentation, "Create an HA VPN gateway". */
export function checkRouter({ view, id, subject }: Context<'cloud-router', unknown>): readonly Problem[] {
  const own = view.regionOf(id)
  const other = view.regionOf(subject.gateway)
  const facts = { router: view.nameOf(id), gateway: view.nameOf(subject.gateway), region: own ?? '', gatewayRegion: other ?? '' }
  const problem = (code: Problem['code'], field: string): Problem => ({ severity: 'error', code, element: id, field, facts })
  return [
    ...(own === undefined ? [problem('gcp-cloud-router.no-region', 'region')] : []),
    ...(own !== other ? [problem('gcp-cloud-router.gateway-elsewhere', 'region')] : []),
    ...(view.get(subject.gateway, 'vpn-gateway')?.parent !== subject.parent ? [problem('gcp-cloud-router.other-network', 'gateway')] : []),
  ]
}
