import { expect, it } from 'vitest'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { failedTraces } from '@/lib/network/failed'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { prepare } from '@/lib/verify/prepare'
import { randomNetworkDesign } from './index'

const refused = Array.from({ length: 100 }, (_, at) => at + 1).filter(seed => randomNetworkDesign(seed).features.has('late refusal'))

it('some networks have it and most do not', () => {
  expect(refused.length).toBeGreaterThan(8)
  expect(refused.length).toBeLessThan(30)
})

it('the answer of such a server is dropped by its reverse path, and the SYN that is sent again is refused; in IPv6 what follows is', () => {
  const ends = new Set<string>()
  for (const seed of refused.slice(0, 4)) {
    const { design, more } = randomNetworkDesign(seed)
    const { network, problems } = prepare(design, MECHANISMS)
    expect(problems, `seed ${seed}`).toEqual([])
    for (const { from, ...flow } of more.slice(-24)) {
      const simulated = converse(network, { ...flow, device: deviceOf(from) })
      for (const { disposition } of failedTraces(simulated)) ends.add(`${simulated.clientSees} ${disposition}`)
    }
  }
  expect([...ends]).toEqual(expect.arrayContaining(['refused reverse-path-dropped', 'reset denied-in']))
}, 60_000)
