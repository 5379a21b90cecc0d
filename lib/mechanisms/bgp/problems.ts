import type { Context } from '@/lib/mechanisms/types'
import type { Problem } from '@/lib/network/problem'
import type { Config } from './config'
import { asnOf, isInternal, joins, nameAll, sessionEnds } from './ends'

export function checkSession({ view, id, subject, config }: Context<'bgp-session', Config>): readonly Problem[] {
  const [a, b] = subject.ends
  const facts = { session: view.nameOf(id), tunnel: view.nameOf(subject.over), ends: nameAll(view, subject.ends), asn: String(asnOf(view, a)) }
  const problem = (code: Problem['code'], field: string, more: Problem['facts'] = {}): Problem => ({ severity: 'error', code, element: id, field, facts: { ...facts, ...more } })
  const joined = joins(view, subject.over, subject.ends)
  return [
    ...(joined ? [] : [problem('bgp.tunnel-elsewhere', 'over')]),
    ...(joined && sessionEnds({ view, subject, config }).includes(null) ? [problem('bgp.no-inside-address', 'over')] : []),
    ...(asnOf(view, a) === asnOf(view, b) && !isInternal(view, subject.ends) ? [problem('bgp.same-asn', 'ends')] : []),
    ...subject.ends.flatMap((end, side) => (speaks(view, end) ? [] : [problem('bgp.no-speaker', `ends.${side}`, { gateway: view.nameOf(end) })])),
    ...subject.ends.flatMap((end, side) => { const router = view.get(end, 'router'); return router && router.asn === undefined ? [problem('bgp.no-asn', `ends.${side}`, { gateway: view.nameOf(end) })] : [] }),
  ]
}

/** A gateway in Google Cloud does not speak BGP itself; a Cloud Router does. Source: Google Cloud Router documentation, "Overview". */
const speaks = (view: Context<'bgp-session', Config>['view'], end: string): boolean => view.get(end, 'cloud-router') !== undefined || view.providerOf(end) !== 'gcp'
