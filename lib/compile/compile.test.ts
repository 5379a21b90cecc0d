import { describe, expect, it } from 'vitest'
import { formatDesignError } from '@/lib/design/error'
import { parseDesign } from '@/lib/design/parse'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { danglingReferences } from '@/lib/network/invariants'
import { checkAssertion } from '@/lib/verify/assertions'
import { prepare } from '@/lib/verify/prepare'

/** Two machines in one subnet of a provider. */
const inSubnetOf = (provider: string) => `
podway: 1
name: One subnet
elements:
  here: { kind: site, provider: ${provider} }
  net: { kind: vpc, parent: here, cidrs: [10.0.0.0/16] }
  sub: { kind: subnet, parent: net, cidr: 10.0.0.0/24 }
  a: { kind: host, parent: here, subnet: sub, address: 10.0.0.4 }
  b: { kind: host, parent: here, subnet: sub, address: 10.0.0.5 }
assertions:
  - { from: a, to: b, protocol: icmp, expect: reachable }
`

describe('a subnet', () => {
  it.each([
    { name: 'of a provider that is modelled carries packets', provider: 'azure', reachability: 'reachable', warned: [] },
    { name: 'of a provider that is not: nobody can say, and nothing is called broken', provider: 'hetzner', reachability: 'undetermined', warned: ['net', 'sub'] },
    { name: 'on premises, where no VPC is: nobody can say either', provider: 'on-premises', reachability: 'undetermined', warned: ['net', 'sub'] },
  ])('$name', ({ provider, reachability, warned }) => {
    const parsed = parseDesign(inSubnetOf(provider), { source: 'x.yaml', mechanisms: MECHANISMS })
    if (!parsed.ok) throw new Error(parsed.error.map(formatDesignError).join('\n'))
    const prepared = prepare(parsed.value, MECHANISMS)
    expect(danglingReferences(prepared.network)).toEqual([])
    expect(prepared.problems.map(({ code, element }) => `${code} ${element}`).sort()).toEqual(warned.map(id => `design.not-modelled ${id}`))
    const checked = parsed.value.assertions.map(assertion => checkAssertion(assertion, prepared))
    expect(checked.flatMap(one => (one.ok ? one.value.answers : [])).map(answer => [answer.reachability, answer.blockers.length])).toEqual([[reachability, 0]])
  })
})
