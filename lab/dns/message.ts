import type { RecordType } from '@/lib/network/resolution'

/*
 * DNS messages on the wire. Source: RFC 1035 section 4, RFC 3596 (AAAA), RFC 2782 (SRV).
 */

export const TYPES: Readonly<Record<RecordType, number>> = {
  A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, HINFO: 13, MX: 15, TXT: 16, AAAA: 28, SRV: 33, NAPTR: 35, DNAME: 39, DS: 43, SVCB: 64, HTTPS: 65, SPF: 99, AXFR: 252, ANY: 255, CAA: 257,
}
const TYPE_NAMES = new Map(Object.entries(TYPES).map(([name, number]) => [number, name]))
const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED', 'YXDOMAIN', 'YXRRSET', 'NXRRSET', 'NOTAUTH', 'NOTZONE']

/** A record as it was received: names lower case without the trailing dot, data in presentation form. */
export interface RealRecord { readonly name: string; readonly type: string; readonly ttlSeconds: number; readonly data: string }

export interface RealReply {
  readonly rcode: string
  readonly flags: { readonly aa: boolean; readonly tc: boolean; readonly ra: boolean }
  /** Name and type of the question, as the reply repeats it. */
  readonly question: string
  readonly answers: readonly RealRecord[]
  readonly authority: readonly RealRecord[]
  readonly additional: readonly RealRecord[]
}

/** A question of class IN without options, recursion desired. */
export function encodeQuestion(id: number, name: string, type: RecordType): Buffer {
  const header = Buffer.alloc(12)
  header.writeUInt16BE(id, 0)
  header.writeUInt16BE(0x0100, 2)
  header.writeUInt16BE(1, 4)
  const labels = (name === '' ? [] : name.split('.')).flatMap(label => [Buffer.from([Buffer.byteLength(label)]), Buffer.from(label)])
  const end = Buffer.alloc(5)
  end.writeUInt16BE(TYPES[type], 1)
  end.writeUInt16BE(1, 3)
  return Buffer.concat([header, ...labels, end])
}

/** Reads a reply. Throws a RangeError where the message is cut short. */
export function decodeReply(message: Buffer): RealReply {
  const flags = message.readUInt16BE(2)
  const [questions = 0, ...counts] = [4, 6, 8, 10].map(at => message.readUInt16BE(at))
  let at = 12
  let question = ''
  for (let n = 0; n < questions; n++) {
    const name = readName(message, at)
    question = `${name.name} ${typeName(message.readUInt16BE(name.next))}`
    at = name.next + 4
  }
  const sections = counts.map(count => Array.from({ length: count }, () => {
    const { record, next } = readRecord(message, at)
    at = next
    return record
  }).filter(({ type }) => type !== 'TYPE41'))
  const [answers = [], authority = [], additional = []] = sections
  return { rcode: RCODES[flags & 15] ?? `RCODE${flags & 15}`, flags: { aa: (flags & 0x0400) !== 0, tc: (flags & 0x0200) !== 0, ra: (flags & 0x0080) !== 0 }, question, answers, authority, additional }
}

const typeName = (number: number): string => TYPE_NAMES.get(number) ?? `TYPE${number}`

function readRecord(message: Buffer, from: number): { readonly record: RealRecord; readonly next: number } {
  const { name, next } = readName(message, from)
  const type = typeName(message.readUInt16BE(next))
  const length = message.readUInt16BE(next + 8)
  const data = readData(message, next + 10, length, type)
  return { record: { name, type, ttlSeconds: message.readUInt32BE(next + 4), data }, next: next + 10 + length }
}

function readData(message: Buffer, at: number, length: number, type: string): string {
  const bytes = message.subarray(at, at + length)
  switch (type) {
    case 'A': return [...bytes].join('.')
    case 'AAAA': return shortestIpv6(Array.from({ length: 8 }, (_, n) => bytes.readUInt16BE(2 * n)))
    case 'CNAME': case 'DNAME': case 'NS': case 'PTR': return readName(message, at).name
    case 'SRV': return [0, 2, 4].map(offset => message.readUInt16BE(at + offset)).join(' ') + ` ${readName(message, at + 6).name}`
    case 'MX': return `${message.readUInt16BE(at)} ${readName(message, at + 2).name}`
    case 'TXT': case 'HINFO': case 'SPF': return readStrings(bytes)
    case 'SOA': return readSoa(message, at)
    default: return bytes.toString('hex')
  }
}

function readSoa(message: Buffer, at: number): string {
  const primary = readName(message, at)
  const mailbox = readName(message, primary.next)
  return [primary.name, mailbox.name, ...[0, 4, 8, 12, 16].map(offset => message.readUInt32BE(mailbox.next + offset))].join(' ')
}

function readStrings(bytes: Buffer): string {
  const strings: string[] = []
  for (let at = 0; at < bytes.length; at += 1 + (bytes[at] ?? 0)) strings.push(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)).toString('latin1'))
  return strings.join(' ')
}

/** RFC 5952: the longest run of two or more zero groups is "::", the first of equal ones. */
function shortestIpv6(groups: readonly number[]): string {
  const text = groups.map(group => group.toString(16)).join(':')
  const runs = [...text.matchAll(/\b0(?::0)+\b/g)].sort((a, b) => b[0].length - a[0].length || a.index - b.index)
  const [run] = runs
  if (!run) return text
  return `${text.slice(0, run.index).replace(/:$/, '')}::${text.slice(run.index + run[0].length).replace(/^:/, '')}`
}

/** RFC 1035 section 4.1.4: a name may end in a pointer to an earlier one. */
function readName(message: Buffer, from: number): { readonly name: string; readonly next: number } {
  const labels: string[] = []
  let at = from
  let next = -1
  for (let jumps = 0; jumps < 64;) {
    const length = message.readUInt8(at)
    if (length === 0) break
    if (length >= 0xc0) {
      if (next < 0) next = at + 2
      at = message.readUInt16BE(at) & 0x3fff
      jumps += 1
    } else {
      labels.push(message.subarray(at + 1, at + 1 + length).toString('latin1').toLowerCase())
      at += 1 + length
    }
  }
  return { name: labels.join('.'), next: next < 0 ? at + 1 : next }
}
