import type { DesignView } from '@/lib/design/view'
import type { Asked, Asker, Target } from '@/components/editor/protocol'
import type { Assertion } from '@/lib/design/design'

const DEFAULT_DOMAIN = 'cluster.local'

/** Who can ask: every pod, node, host and router, under the name that the command line takes too. */
export function askersOf(view: DesignView): readonly Asker[] {
  const group = (id: string) => view.within(id, 'cluster')?.id ?? view.within(id, 'vpc')?.id ?? view.within(id, 'site')?.id ?? 'elsewhere'
  const pods = [...view.of('workload'), ...view.of('name-server')].flatMap(({ id, element }) =>
    (element.pods ?? []).map((_, index): Asker => ({ id: `${id}-${index}`, group: group(id), element: id })),
  )
  const machines = [...view.of('node'), ...view.of('host'), ...view.of('router')].map(({ id }): Asker => ({ id, group: group(id), element: id }))
  return [...pods, ...machines]
}

function serviceNames(view: DesignView): readonly Target[] {
  return view.of('service').map(({ id, element }) => {
    const domain = view.within(id, 'cluster')?.element.domain ?? DEFAULT_DOMAIN
    return { value: `${view.nameOf(id)}.${element.namespace ?? 'default'}.svc.${domain}`, hint: `service of ${element.parent ?? ''}` }
  })
}

function podTargets(view: DesignView): readonly Target[] {
  return [...view.of('workload'), ...view.of('name-server')].flatMap(({ id, element }) =>
    (element.pods ?? []).flatMap((pod, index): readonly Target[] => [
      { value: `${id}-${index}`, hint: `pod on ${pod.node}` },
      { value: pod.address, hint: `${id}-${index}` },
    ]),
  )
}

/** What can be asked for: names first, as the design's assertions write them. */
export function targetsOf(view: DesignView): readonly Target[] {
  const asserted = view.design.assertions.map(({ to }): Target => ({ value: to, hint: 'asserted' }))
  const others = view.all.flatMap(({ id, element }): readonly Target[] => {
    if (element.kind === 'service' || element.kind === 'load-balancer' || element.kind === 'host') return [{ value: id, hint: element.address ?? element.kind }]
    return []
  })
  const all = [...asserted, ...serviceNames(view), ...podTargets(view), ...others]
  return all.filter(({ value }, index) => all.findIndex(other => other.value === value) === index)
}

/** An assertion as the ask bar writes it: tcp with a port, icmp without, as on the command line. */
export const askedBy = ({ from, to, protocol, port, sizeBytes }: Assertion): Asked => ({ ...(sizeBytes === undefined ? {} : { sizeBytes }), from, to, protocol: protocol ?? (port === undefined ? 'icmp' : 'tcp'), port: port ?? null })

/** The question to begin with: what is asserted of a whole workload its first pod asks. */
export function firstQuestion(view: DesignView): Asked | null {
  const askers = askersOf(view)
  const asserted = view.design.assertions[0]
  if (asserted !== undefined) {
    const own = askers.find(({ id }) => id === asserted.from) ?? askers.find(({ element }) => element === asserted.from)
    return { ...askedBy(asserted), from: own?.id ?? asserted.from }
  }
  const [asker] = askers
  // Nobody asks for themselves: neither by name nor by address.
  const others = targetsOf(view).filter(({ value, hint }) => value !== asker?.id && hint !== asker?.id)
  const target = others.find(({ value, hint }) => !`${value} ${hint}`.includes(`${asker?.element ?? ''}-`)) ?? others[0]
  return asker === undefined || target === undefined ? null : { from: asker.id, to: target.value, protocol: 'icmp', port: null }
}
