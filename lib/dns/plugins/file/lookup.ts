import { isInZone, joinName, labelsOf, withoutZone } from '@/lib/dns/names'
import type { ResourceRecord } from '@/lib/network/name-server'
import { additionalOf, delegationAt, glueOf, typed, type Zone } from './zone'

/** What a zone says to a question; `elsewhere`: the target of an alias, which the server must be asked for. */
export type LookedUp =
  | { readonly result: 'success' | 'name-error' | 'delegation' | 'no-data' | 'failure'; readonly answers: readonly ResourceRecord[]; readonly authority: readonly ResourceRecord[]; readonly additional: readonly ResourceRecord[] }
  | { readonly result: 'elsewhere'; readonly answers: readonly ResourceRecord[]; readonly target: string }

const MAX_ALIASES = 8
const FAILURE: LookedUp = { result: 'failure', answers: [], authority: [], additional: [] }

/**
 * Looks a name up in a zone: delegations and DNAMEs on the way down, the name itself, else the closest wildcard.
 * Source: coredns plugin/file/lookup.go; RFC 1034 section 4.3.2, RFC 4592, RFC 6672.
 */
export function lookUpInZone(zone: Zone, name: string, type: string): LookedUp {
  const { origin, soa, nameServers } = zone
  if (name === origin && type === 'SOA') return { result: 'success', answers: [soa], authority: nameServers, additional: [] }
  if (name === origin && type === 'NS') return { result: 'success', answers: nameServers, authority: [], additional: glueOf(zone, nameServers) }
  let wildcard: string | undefined
  for (const owner of fromTop(zone, name)) {
    const held = zone.names.get(owner)
    if (!held) {
      const wild = joinName('*', labelsOf(owner).slice(1).join('.'))
      if (zone.names.has(wild) || zone.above.has(wild)) wildcard = wild
      continue
    }
    const dname = typed(held, 'DNAME')[0]
    if (dname && owner !== name) return substituted(zone, name, type, dname)
    const servers = delegationAt(zone, owner, name, type)
    if (servers) return { result: 'delegation', answers: [], authority: servers, additional: glueOf(zone, servers) }
  }
  const own = zone.names.get(name)
  if (own) return answerFrom(zone, own, type)
  if (wildcard !== undefined && !closerExists(zone, name, wildcard)) return answerFrom(zone, (zone.names.get(wildcard) ?? []).map(record => ({ ...record, name })), type)
  return { result: zone.above.has(name) ? 'success' : 'name-error', answers: [], authority: [soa], additional: [] }
}

/** The zone itself, and every name between it and this one. */
function fromTop({ origin }: Zone, name: string): readonly string[] {
  const labels = labelsOf(withoutZone(name, origin))
  return [origin, ...labels.map((_, at) => joinName(labels.slice(labels.length - 1 - at).join('.'), origin))]
}

function answerFrom(zone: Zone, held: readonly ResourceRecord[], type: string): LookedUp {
  const alias = type === 'CNAME' ? [] : typed(held, 'CNAME')
  if (alias.length > 0) return follow(zone, alias, type)
  const answers = typed(held, type)
  if (answers.length === 0) return { result: 'no-data', answers: [], authority: [zone.soa], additional: [] }
  return { result: 'success', answers, authority: zone.nameServers, additional: additionalOf(zone, answers) }
}

/** A name between the wildcard and this one exists, if only by what stands below it. Source: RFC 4592 section 3.3.1. */
function closerExists(zone: Zone, name: string, wildcard: string): boolean {
  const parent = wildcard.slice(2)
  const labels = labelsOf(name)
  return labels.some((_, at) => { const above = labels.slice(at + 1).join('.'); return above !== parent && isInZone(above, parent) && zone.above.has(above) })
}

function substituted(zone: Zone, name: string, type: string, dname: ResourceRecord): LookedUp {
  const target = joinName(withoutZone(name, dname.name), dname.data)
  if (target === name) return FAILURE
  const alias: ResourceRecord = { name, type: 'CNAME', ttlSeconds: dname.ttlSeconds, data: target }
  const rest: LookedUp = type === 'CNAME' ? { result: 'success', answers: [alias], authority: zone.nameServers, additional: [] } : follow(zone, [alias], type)
  return { ...rest, answers: [dname, ...rest.answers] }
}

/** Follows aliases as long as the zone has their targets. Source: coredns plugin/file/lookup.go externalLookup. */
function follow(zone: Zone, aliases: readonly ResourceRecord[], type: string): LookedUp {
  let answers = aliases
  for (let count = 0; count <= MAX_ALIASES; count++) {
    const target = answers.at(-1)?.data ?? ''
    const cut = cutAbove(zone, target, type)
    if (cut) return { result: 'delegation', answers, authority: cut, additional: glueOf(zone, cut) }
    const held = zone.names.get(target)
    if (!held || type === 'NS' || (type === 'SOA' && target === zone.origin)) return { result: 'elsewhere', answers, target }
    const next = typed(held, 'CNAME')
    if (next.length === 0) return succeeded(zone, [...answers, ...typed(held, type)])
    if (next[0]?.data === target) return FAILURE
    answers = [...answers, ...next]
  }
  return succeeded(zone, answers)
}

const succeeded = (zone: Zone, answers: readonly ResourceRecord[]): LookedUp => ({ result: 'success', answers, authority: zone.nameServers, additional: additionalOf(zone, answers) })

/** The first delegation on the way to a name; at the name itself only where it exists. */
function cutAbove(zone: Zone, name: string, type: string): readonly ResourceRecord[] | undefined {
  if (!isInZone(name, zone.origin)) return undefined
  return fromTop(zone, name).slice(1).map(owner => delegationAt(zone, owner, name, type)).find(servers => servers !== undefined)
}
