import type { Context } from '@/lib/mechanisms/types'
import { ip } from '@/lib/net/ip-address'
import { isPrivate } from '@/lib/net/special-prefixes'
import { elementId } from '@/lib/net/element-id'
import type { Problem } from '@/lib/network/problem'

/** A gateway is regional, translates to public addresses, and no two may serve the same ranges. Source: Google Cloud NAT documentation, "Overview" and "Limits". */
export function checkGateway({ view, id, subject }: Context<'nat-gateway', unknown>): readonly Problem[] {
  const region = view.regionOf(id)
  const facts = { gateway: view.nameOf(id), region: region ?? '' }
  const second = view.childrenOf(elementId(subject.parent ?? ''), 'nat-gateway').find(other => other.id < id && view.regionOf(other.id) === region)
  return [
    ...(region === undefined ? [{ severity: 'error', code: 'gcp-cloud-nat.no-region', element: id, field: 'region', facts } as const] : []),
    ...(second ? [{ severity: 'error', code: 'gcp-cloud-nat.second', element: id, field: 'region', facts: { ...facts, other: view.nameOf(second.id) } } as const] : []),
    ...subject.publicAddresses.flatMap((address, index): readonly Problem[] =>
      isPrivate(ip(address)) ? [{ severity: 'error', code: 'gcp-cloud-nat.not-public', element: id, field: `publicAddresses.${index}`, facts: { ...facts, address } }] : []),
  ]
}
