import { expect, it } from 'vitest'
import { parseDesign } from '@/lib/design/parse'
import { writeDesign } from '@/lib/design/write'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { danglingReferences } from '@/lib/network/invariants'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { prepare } from '@/lib/verify/prepare'
import { FEATURES, randomNetworkDesign } from './index'

/** For what needs no engine, as many as the lab runs. */
const MANY = Array.from({ length: 500 }, (_, at) => at + 1)
const SEEDS = Array.from({ length: 30 }, (_, at) => at + 1)

it('gives the same network for the same seed, and another for another', () => {
  expect(randomNetworkDesign(7)).toEqual(randomNetworkDesign(7))
  expect(randomNetworkDesign(7).design.elements).not.toEqual(randomNetworkDesign(8).design.elements)
})

it('gives valid designs: they parse as they are written, compile without a problem and name nothing that is not there', () => {
  for (const seed of SEEDS) {
    const { design } = randomNetworkDesign(seed)
    const parsed = parseDesign(writeDesign(design), { source: `seed ${seed}`, mechanisms: MECHANISMS })
    if (!parsed.ok) throw new Error(`seed ${seed}: ${parsed.error.map(({ path, message }) => `${path}: ${message}`).join('\n')}`)
    const { network, problems } = prepare(parsed.value, MECHANISMS)
    expect(problems, `seed ${seed}`).toEqual([])
    expect(danglingReferences(network), `seed ${seed}`).toEqual([])
  }
}, 120_000)

it('covers every pair of features often, and a good part of its questions fail', () => {
  const counts = new Map<string, number>()
  const ends = new Map<string, number>()
  const devices: number[] = []
  let asked = 0
  let failed = 0
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const seed of MANY) {
    const { features } = randomNetworkDesign(seed)
    for (const a of features) for (const b of features) if (a <= b) count(counts, `${a} × ${b}`)
  }
  for (const seed of SEEDS) {
    const { design, probes } = randomNetworkDesign(seed)
    const { network } = prepare(design, MECHANISMS)
    devices.push(network.devices.size)
    for (const probe of probes) {
      const { from, ...flow } = probe
      const { reachability, clientSees, forward, return: back } = converse(network, { ...flow, device: deviceOf(from) })
      asked++
      if (reachability !== 'reachable') failed++
      const end = back[0] && reachability !== 'reachable' ? back[0].disposition : (forward[0]?.disposition ?? 'none')
      count(ends, `${clientSees} × ${end}`)
    }
  }
  const pairs = FEATURES.flatMap((a, at) => FEATURES.slice(at).map(b => [a, b, counts.get(a <= b ? `${a} × ${b}` : `${b} × ${a}`) ?? 0] as const))
  const share = (n: number) => String(n)
  console.log(`${asked} questions, ${Math.round((100 * failed) / asked)} % fail; devices, median: ${devices.toSorted((a, b) => a - b)[devices.length >> 1]}`)
  console.log([...ends].sort().map(([end, n]) => `${String(n).padStart(6)}  ${end}`).join('\n'))
  const also = ['overlap', 'BGP', 'OSPF', 'nested tunnel', 'reverse path', 'reject'] as const
  console.log(also.map(feature => `${feature} ${share(counts.get(`${feature} × ${feature}`) ?? 0)}`).join(', '))
  console.log(`of ${MANY.length} networks:`)
  console.log(FEATURES.map((a, at) => `${a.padEnd(16)} ${FEATURES.slice(0, at + 1).map(b => share(pairs.find(([x, y]) => (x === a && y === b) || (x === b && y === a))?.[2] ?? 0).padStart(5)).join('')}`).join('\n'))
  expect(failed / asked).toBeGreaterThan(0.3)
  expect(pairs.filter(([, , n]) => n < 20)).toEqual([])
}, 120_000)
