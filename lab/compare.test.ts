import { expect, it } from 'vitest'
import { converse } from '@/lib/trace/conversation'
import { chain, changed, filter, flow, rule, udp } from '@/lib/trace/sample-chain'
import type { LabPlan } from '@/lib/lab/plan'
import { deviceOf } from '@/lib/network/names'
import { askSite, smallSite, tunnelledSite } from '@/lib/verify/linux-site.fixture'
import { compare } from './compare'

const planWith = (more: Partial<LabPlan>) => ({ notRun: [], errorsNotRun: [], tooBigNotRun: [], substitutes: [], namespaces: [], ...more }) as unknown as LabPlan

/** The client's first router puts datagrams together or not; the second refuses them, with nothing to put them together. */
function asked({ tracks, sizeBytes }: { readonly tracks: boolean; readonly sizeBytes: number }) {
  const network = chain({
    client: { changeInterface: { eth0: { mtuBytes: 1300 } } },
    router: { interfaces: { lan: 'lan 192.0.2.1/24', middle: 'middle 203.0.113.1/24' }, routes: ['198.51.100.0/24 via 203.0.113.2'], ...changed({ filters: [filter('forward', [], { stateful: tracks, otherwise: 'accept' })] }) },
  }, [{ id: 'second', interfaces: { middle: 'middle 203.0.113.2/24', wan: 'wan 198.51.100.1/24' }, routes: ['192.0.2.0/24 via 203.0.113.1'], ...changed({ filters: [filter('forward', [rule({}, 'reject')], { stateful: false, otherwise: 'accept' })] }) }])
  const observed = { sees: 'refused', said: 'ECONNREFUSED', answered: [], diedAt: [deviceOf('second')], events: [], notes: [] } as const
  return compare(converse(network, sizeBytes > 1300 ? udp({ sizeBytes, dontFragment: false }) : flow({ sizeBytes })), observed, planWith({}))
}

it.each([
  { rule: 'a refusal of fragments that a tracker has put together before is the namespaces\' own', given: { tracks: true, sizeBytes: 1430 }, standing: 'not-run', differences: 0 },
  { rule: 'where nobody tracks it would be a difference', given: { tracks: false, sizeBytes: 1430 }, standing: 'exact', differences: 1 },
  { rule: 'and a refusal of what is whole is none', given: { tracks: true, sizeBytes: 100 }, standing: 'exact', differences: 0 },
])('$rule', ({ given, standing, differences }) => {
  const compared = asked(given)
  expect([compared.standing.type, compared.differences.length]).toEqual([standing, differences])
})

const SILENCE = { sees: 'timeout', said: 'timeout', answered: [], diedAt: [deviceOf('router-a')], events: [], notes: [] } as const

it.each([
  { rule: 'a mark on what a tunnel wraps is lost where the prober carries it', mechanism: 'gre', carried: 'gre', marks: [{ hook: 'prerouting', traffic: ['udp/53'], action: 'mark', set: 7 }], standing: 'not-run' },
  { rule: 'and kept by the kernel\'s own device', mechanism: 'gre', carried: null, marks: [{ hook: 'prerouting', traffic: ['udp/53'], action: 'mark', set: 7 }], standing: 'exact' },
  { rule: 'what is encrypted keeps none', mechanism: 'wireguard', carried: 'wireguard', marks: [{ hook: 'prerouting', traffic: ['udp/53'], action: 'mark', set: 7 }], standing: 'substituted' },
  { rule: 'without a mark there is nothing to lose', mechanism: 'gre', carried: 'gre', marks: [], standing: 'substituted' },
])('$rule', ({ mechanism, carried, marks, standing }) => {
  const { network } = tunnelledSite(mechanism, {}, { a: { routes: [{ to: '10.2.0.0/24', dev: 'tun0' }], marks } })
  const substitutes = carried === null ? [] : [{ device: deviceOf('router-a'), what: `${carried}: packets of the same sizes, carried by the prober` }]
  expect(compare(askSite(network, { protocol: 'udp' }), SILENCE, planWith({ substitutes })).standing.type).toBe(standing)
})

it.each([
  { rule: 'too-big that an interface keeps to itself is told here, where another of the same MTU tells it', beside: true, sees: 'too-big', standing: 'not-run' },
  { rule: 'where no other does, it would be a difference', beside: false, sees: 'too-big', standing: 'exact' },
  { rule: 'and one that is kept is compared', beside: true, sees: 'timeout', standing: 'exact' },
] as const)('$rule', ({ beside, sees, standing }) => {
  const { network } = smallSite({ elements: { wan: { mtuBytes: 1400 } } })
  const silent = { ...network, devices: new Map([...network.devices].map(([id, device]) => [id, { ...device, interfaces: device.interfaces.map(item => ({ ...item, sendsTooBig: false })) }] as const)) }
  const tooBigNotRun = beside ? [{ device: deviceOf('router-a'), what: 'too-big' }] : []
  expect(compare(askSite(silent, { protocol: 'udp', sizeBytes: 1450 }), { ...SILENCE, sees }, planWith({ tooBigNotRun })).standing.type).toBe(standing)
})
