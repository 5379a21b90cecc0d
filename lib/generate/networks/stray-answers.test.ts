import { expect, it } from 'vitest'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { failedTraces } from '@/lib/network/failed'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { prepare } from '@/lib/verify/prepare'
import { randomNetworkDesign } from './index'

const strayed = Array.from({ length: 100 }, (_, at) => at + 1).filter(seed => randomNetworkDesign(seed).features.has('stray answer'))

it('some networks have it and most do not', () => {
  expect(strayed.length).toBeGreaterThan(8)
  expect(strayed.length).toBeLessThan(30)
})

it('connections to such a server are reset, by answers with another source, by answers to somebody else, and when they go on by another way', () => {
  const ends = new Set<string>()
  for (const seed of strayed.slice(0, 4)) {
    const { design, more } = randomNetworkDesign(seed)
    const { network, problems } = prepare(design, MECHANISMS)
    expect(problems, `seed ${seed}`).toEqual([])
    for (const { from, ...flow } of more.slice(-24)) {
      const simulated = converse(network, { ...flow, device: deviceOf(from) })
      for (const { disposition } of failedTraces(simulated)) ends.add(`${simulated.clientSees} ${disposition}`)
    }
  }
  expect([...ends]).toEqual(expect.arrayContaining(['reset not-a-reply', 'reset delivered-elsewhere', 'reset refused']))
}, 60_000)
