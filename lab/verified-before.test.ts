import { expect, it } from 'vitest'
import { converse } from '@/lib/trace/conversation'
import { chain, changed, filter, flow, rule, udp } from '@/lib/trace/sample-chain'
import type { LabPlan } from '@/lib/lab/plan'
import { deviceOf } from '@/lib/network/names'
import { compare } from './compare'

/** The client's first router puts datagrams together or not; the second refuses them, with nothing to put them together. */
function asked({ tracks, sizeBytes }: { readonly tracks: boolean; readonly sizeBytes: number }) {
  const network = chain({
    client: { changeInterface: { eth0: { mtuBytes: 1300 } } },
    router: { interfaces: { lan: 'lan 192.0.2.1/24', middle: 'middle 203.0.113.1/24' }, routes: ['198.51.100.0/24 via 203.0.113.2'], ...changed({ filters: [filter('forward', [], { stateful: tracks, otherwise: 'accept' })] }) },
  }, [{ id: 'second', interfaces: { middle: 'middle 203.0.113.2/24', wan: 'wan 198.51.100.1/24' }, routes: ['192.0.2.0/24 via 203.0.113.1'], ...changed({ filters: [filter('forward', [rule({}, 'reject')], { stateful: false, otherwise: 'accept' })] }) }])
  const plan = { notRun: [], errorsNotRun: [], substitutes: [], namespaces: [] } as unknown as LabPlan
  const observed = { sees: 'refused', said: 'ECONNREFUSED', answered: [], diedAt: [deviceOf('second')], events: [], notes: [] } as const
  return compare(converse(network, sizeBytes > 1300 ? udp({ sizeBytes, dontFragment: false }) : flow({ sizeBytes })), observed, plan)
}

it.each([
  { rule: 'a refusal of fragments that a tracker has put together before is the namespaces\' own', given: { tracks: true, sizeBytes: 1430 }, standing: 'not-run', differences: 0 },
  { rule: 'where nobody tracks it would be a difference', given: { tracks: false, sizeBytes: 1430 }, standing: 'exact', differences: 1 },
  { rule: 'and a refusal of what is whole is none', given: { tracks: true, sizeBytes: 100 }, standing: 'exact', differences: 0 },
])('$rule', ({ given, standing, differences }) => {
  const compared = asked(given)
  expect([compared.standing.type, compared.differences.length]).toEqual([standing, differences])
})
