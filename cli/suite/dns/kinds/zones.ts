import * as z from 'zod'
import { dotless } from '@/cli/suite/dns/corefile-text'
import { defineKind, differ, disagreements } from '@/cli/suite/dns/kind'
import { normaliseZone, parseKey } from '@/lib/corefile/keys'
import { isInZone, longestZone, normaliseName } from '@/lib/dns/names'

const text = z.string()
const NOTHING = z.strictObject({ style: text.optional(), comment: text.optional() })

export const zoneKey = defineKind({
  name: 'zone-key', fixture: NOTHING, shape: { key: text, valid: z.boolean(), zones: z.array(text).optional() },
  run: ({ key, valid, zones }) => {
    const keys = parseKey(key, { line: 1, column: 1 })
    return disagreements(differ('valid', valid, keys.ok), keys.ok && zones ? differ('zones', dotless(zones), keys.value.map(({ zone }) => normaliseName(zone))) : null)
  },
})

export const zoneMatch = defineKind({
  name: 'zone-match', fixture: NOTHING, shape: { qname: text, zone: text, matches: z.boolean() },
  run: ({ qname, zone, matches }) => differ('matches', matches, isInZone(normaliseName(qname), normaliseZone(zone))),
})

export const zoneChoice = defineKind({
  name: 'zone-choice', fixture: NOTHING, shape: { qname: text, zones: z.array(text), selected: text.nullable() },
  run: ({ qname, zones, selected }) => {
    const chosen = longestZone(normaliseName(qname), zones.map(normaliseZone))
    return differ('zone', selected === null || selected === '' ? null : normaliseZone(selected), chosen ?? null)
  },
})
