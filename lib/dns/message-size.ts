import type { ResourceRecord } from '@/lib/network/name-server'
import type { Query, Response } from '@/lib/network/resolution'
import { labelsOf } from './names'

/** Source: RFC 1035 section 4.1.1. */
const HEADER_BYTES = 12
/** Type and class of a question; type, class, time to live and length of a record. Source: RFC 1035 sections 4.1.2, 4.1.3. */
const [QUESTION_BYTES, RECORD_BYTES, POINTER_BYTES] = [4, 10, 2]
/** Five numbers of an SOA; priority, weight and port of an SRV. Source: RFC 1035 section 3.3.13, RFC 2782. */
const [SOA_BYTES, SRV_BYTES] = [20, 6]
/** Most bytes of a datagram whose asker says nothing else. Source: RFC 1035 section 4.2.1. */
export const PLAIN_DATAGRAM_BYTES = 512

type Sections = Pick<Response, 'answers' | 'authority' | 'additional'>

/** Bytes of a message, with names compressed: a name, or the rest of one, that stands earlier is a pointer. Source: RFC 1035 section 4.1.4. */
export function messageBytes(query: Query, { answers, authority, additional }: Sections): number {
  const seen = new Set<string>()
  const records = [...answers, ...authority, ...additional]
  return records.reduce((sum, record) => sum + recordBytes(record, seen), HEADER_BYTES + nameBytes(query.name, seen) + QUESTION_BYTES)
}

function nameBytes(name: string, seen: Set<string>): number {
  let bytes = 0
  for (let rest = labelsOf(name); rest.length > 0; rest = rest.slice(1)) {
    const suffix = rest.join('.')
    if (seen.has(suffix)) return bytes + POINTER_BYTES
    seen.add(suffix)
    bytes += (rest[0]?.length ?? 0) + 1
  }
  return bytes + 1
}

const recordBytes = (record: ResourceRecord, seen: Set<string>): number => nameBytes(record.name, seen) + RECORD_BYTES + dataBytes(record, seen)

/** A target of SRV is never compressed (RFC 2782). */
function dataBytes({ type, data }: ResourceRecord, seen: Set<string>): number {
  const words = data.split(' ')
  switch (type) {
    case 'A': return 4
    case 'AAAA': return 16
    case 'CNAME': case 'NS': case 'PTR': return nameBytes(data, seen)
    case 'SOA': return nameBytes(words[0] ?? '', seen) + nameBytes(words[1] ?? '', seen) + SOA_BYTES
    case 'SRV': return SRV_BYTES + nameBytes(words.at(-1) ?? '', new Set())
    default: return data.length + Math.max(1, Math.ceil(data.length / 255))
  }
}

/** What of a response fits so many bytes, the first records first; TC says that something is missing. Source: RFC 2181 section 9, RFC 1035 section 4.1.1. */
export function fitMessage(query: Query, response: Response, maxBytes: number): Response {
  if (messageBytes(query, response) <= maxBytes) return response
  const kept: { answers: readonly ResourceRecord[]; authority: readonly ResourceRecord[]; additional: readonly ResourceRecord[] } = { answers: [], authority: [], additional: [] }
  for (const section of ['answers', 'authority', 'additional'] as const) {
    for (const record of response[section]) {
      const longer = { ...kept, [section]: [...kept[section], record] }
      if (messageBytes(query, longer) > maxBytes) return { ...response, ...kept, truncated: true }
      kept[section] = longer[section]
    }
  }
  return response
}
