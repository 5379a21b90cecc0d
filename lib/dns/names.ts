/*
 * Names here are lower case without the trailing dot. The root is '' as a name and '.' as a zone, as the Network writes them.
 */

/** Whether a name is the zone's apex or stands below it. */
export function isInZone(name: string, zone: string): boolean {
  return zone === '.' || zone === '' || name === zone || name.endsWith(`.${zone}`)
}

/** The longest of the zones that hold the name; undefined when none does. */
export function longestZone<Zone extends string>(name: string, zones: readonly Zone[]): Zone | undefined {
  let best: Zone | undefined
  for (const zone of zones) if (isInZone(name, zone) && (best === undefined || zoneLength(zone) > zoneLength(best))) best = zone
  return best
}

/** Length for comparing zones of one name: the root is the shortest. */
export const zoneLength = (zone: string): number => (zone === '.' ? 0 : zone.length)

/** What stands left of the zone: '' at the apex. The name must be in the zone. */
export function withoutZone(name: string, zone: string): string {
  if (zone === '.' || zone === '') return name
  return name === zone ? '' : name.slice(0, -zone.length - 1)
}

export const labelsOf = (name: string): readonly string[] => (name === '' ? [] : name.split('.'))

/** Labels and a zone as one name; the root zone adds nothing. */
export const joinName = (...parts: readonly string[]): string => parts.filter(part => part !== '' && part !== '.').join('.')

export const dotsIn = (name: string): number => name.split('.').length - 1

/** Lower case, without one trailing dot. */
export function normaliseName(name: string): string {
  const lower = name.toLowerCase()
  return lower.endsWith('.') ? lower.slice(0, -1) : lower
}

/** Longest name that fits a message, in the form used here. Source: RFC 1035 section 2.3.4 (255 octets on the wire). */
export const MAX_NAME_LENGTH = 253

/** Longest label. Source: RFC 1035 section 2.3.4. */
const MAX_LABEL_LENGTH = 63

/** Whether a name fits no message. */
export const isNameLong = (name: string): boolean => name.length > MAX_NAME_LENGTH || name.split('.').some(label => label.length > MAX_LABEL_LENGTH)
