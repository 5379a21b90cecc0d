import { addressesOf, distinct } from '@/lib/dns/response'
import type { StubResolver } from '@/lib/network/name-server'
import { lookUpWithGlibc } from './glibc/lookup'
import { lookUpWithMusl } from './musl/lookup'
import type { Final } from './outcome'
import { everyRun } from './runs'
import { openWire, type AskServer } from './wire'

/** Ways through one lookup that are followed. */
const MAX_RUNS = 1024

export interface Walk {
  /** Every different end once, each with the first way that leads to it. */
  readonly finals: readonly Final[]
  /** Every way, where one is to be compared with what was recorded. */
  readonly runs: readonly Final[]
}

/** All that may come of a lookup by a C library, and how. */
export function walkResolver(asked: string, resolver: StubResolver, types: readonly ('A' | 'AAAA')[], ask: AskServer): Walk {
  const lookUp = resolver.library === 'glibc' ? lookUpWithGlibc : lookUpWithMusl
  const { results, more } = everyRun((choose): Final => {
    const wire = openWire(ask, choose)
    const found = lookUp(asked, resolver, types, wire)
    const unknown = wire.unknown()
    const settled = { ...found, queries: wire.queries(), waitedSeconds: wire.waitedSeconds() }
    return unknown && counts(found, resolver, unknown.name) ? { ...settled, outcome: 'undetermined', undetermined: unknown.why, records: [] } : settled
  }, MAX_RUNS)
  const tooMany: readonly Final[] = more === 'yes' ? [{ outcome: 'undetermined', error: null, name: asked, records: [], queries: [], waitedSeconds: 0, undetermined: { code: 'dns.too-many-ways', facts: { name: asked } } }] : []
  const runs = [...tooMany, ...results]
  return { finals: distinct(runs, finalKey, first => first), runs }
}

/** Whether what nobody knows of a name may change the end: glibc is content with an address of one type. */
const counts = ({ outcome, name }: Pick<Final, 'outcome' | 'name'>, { library }: StubResolver, unknown: string): boolean =>
  outcome !== 'NOERROR' || library !== 'glibc' || unknown !== name

const finalKey = ({ outcome, name, records }: Final): string => [outcome, outcome === 'NOERROR' ? name : '', ...addressesOf(records).map(({ address }) => address).sort()].join(' ')
