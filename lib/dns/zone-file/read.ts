import { parseIp } from '@/lib/net/ip-address'
import { joinName, normaliseName } from '@/lib/dns/names'
import { DATA_TYPES, type DataType, type ResourceRecord } from '@/lib/network/name-server'
import { entriesOf } from './tokens'

const TYPES: ReadonlySet<string> = new Set(DATA_TYPES)
const CLASSES: ReadonlySet<string> = new Set(['IN', 'CH', 'HS'])
const UNITS: Readonly<Record<string, number>> = { S: 1, M: 60, H: 3600, D: 86_400, W: 604_800 }
const DEFAULT_TTL_SECONDS = 3600

/** Which words of the data are names. Sources: RFC 1035 section 3.3, RFC 2782, RFC 6672, RFC 3403, RFC 9460. */
const NAMES: Readonly<Partial<Record<DataType, readonly number[]>>> = { CNAME: [0], DNAME: [0], NS: [0], PTR: [0], MX: [1], SRV: [3], SOA: [0, 1], NAPTR: [5], HTTPS: [1], SVCB: [1] }

/** Types that are plain text: their strings are joined, as a resolver's user sees them. */
const TEXTS: ReadonlySet<string> = new Set(['TXT', 'SPF'])

interface Defaults { origin: string; ttlSeconds: number | undefined; owner: string }

/** The records of a master file, names absolute; null where it cannot be read. `$INCLUDE` and `$GENERATE` are not read. Source: RFC 1035 section 5, RFC 2308 section 4. */
export function readZoneFile(text: string, origin: string): readonly ResourceRecord[] | null {
  const entries = entriesOf(text)
  if (!entries) return null
  const defaults: Defaults = { origin: normaliseName(origin), ttlSeconds: undefined, owner: normaliseName(origin) }
  const records: ResourceRecord[] = []
  for (const { words, sameOwner } of entries) {
    const [first = '', second = ''] = words
    if (first === '$ORIGIN') defaults.origin = absolute(second, defaults.origin)
    else if (first === '$TTL') defaults.ttlSeconds = secondsOf(second)
    else if (first.startsWith('$')) return null
    else {
      if (!sameOwner) defaults.owner = absolute(first, defaults.origin)
      const record = readData(sameOwner ? words : words.slice(1), defaults)
      if (!record) return null
      records.push(record)
    }
  }
  return records
}

/** One record from a line of text, names absolute as written; null where it cannot be read. */
export function readRecord(line: string): ResourceRecord | null {
  const records = readZoneFile(line.trim(), '')
  return records?.length === 1 ? records[0] ?? null : null
}

/** `[TTL] [CLASS] TYPE DATA` in any order of the first two. */
function readData(words: readonly string[], defaults: Defaults): ResourceRecord | null {
  let at = 0
  let ttlSeconds = defaults.ttlSeconds
  for (; at < 2; at++) {
    const word = words[at]?.toUpperCase() ?? ''
    const seconds = secondsOf(word)
    if (seconds !== undefined) ttlSeconds = seconds
    else if (!CLASSES.has(word)) break
  }
  const type = words[at]?.toUpperCase() ?? ''
  const data = words.slice(at + 1)
  if (!TYPES.has(type) || data.length === 0) return null
  const text = dataOf(type as DataType, data, defaults.origin)
  return text === null ? null : { name: defaults.owner, type: type as DataType, ttlSeconds: ttlSeconds ?? DEFAULT_TTL_SECONDS, data: text }
}

function dataOf(type: DataType, words: readonly string[], origin: string): string | null {
  if (type === 'A' || type === 'AAAA') {
    const address = parseIp(words[0] ?? '')
    return address.ok && words.length === 1 ? address.value : null
  }
  if (TEXTS.has(type)) return words.join('')
  const names = NAMES[type] ?? []
  if (names.some(position => words[position] === undefined)) return null
  return words.map((word, position) => (names.includes(position) ? absolute(word, origin) : type === 'SOA' ? String(secondsOf(word) ?? word) : word)).join(' ')
}

const absolute = (text: string, origin: string): string => (text === '@' ? origin : text.endsWith('.') ? normaliseName(text) : joinName(text.toLowerCase(), origin))

/** `3600` or `1h30m`. Source: BIND Administrator Reference Manual, "Setting TTLs". */
function secondsOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  if (!/^(\d+[SMHDW])+$/i.test(text)) return undefined
  return [...text.matchAll(/(\d+)([SMHDW])/gi)].reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit.toUpperCase()] ?? 0), 0)
}
