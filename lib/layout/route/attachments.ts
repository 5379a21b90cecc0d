import type { DesignView } from '@/lib/design/view'

/** What is plugged into what by a field of an element: drawn as a hairline, and no element of its own. */
export function attachmentsOf(view: DesignView): readonly (readonly [string, string])[] {
  const internet = view.of('internet')[0]?.id
  const pairs: (readonly [string, string])[] = []
  for (const { id, element } of view.all) {
    if (element.kind === 'subnet' && element.routeTable !== undefined) pairs.push([id, element.routeTable])
    if (element.kind === 'node') pairs.push([id, element.subnet])
    if ('interfaces' in element) pairs.push(...[...new Set((element.interfaces ?? []).map(({ segment }) => segment))].map(segment => [id, segment] as const))
    if (element.kind === 'cloud-router') pairs.push([element.gateway, id])
    if (internet !== undefined && (element.kind === 'internet-gateway' || (element.kind === 'nat-gateway' && element.subnet === undefined))) pairs.push([id, internet])
  }
  return pairs
}
