import { isInZone } from '@/lib/dns/names'
import { notModelled, replyWith, respond, serveOne } from '@/lib/dns/response'
import type { Served, ServerContext } from '@/lib/dns/served'
import type { ZoneData } from '@/lib/network/name-server'
import type { Query } from '@/lib/network/resolution'
import { answerFromZone, soaRecord, zoneFor } from './zone-data'

/**
 * Domains that the root does not delegate, or delegates only to servers that know no name in them.
 *
 * Sources: RFC 6761 section 6 (test, localhost, invalid, example), RFC 6762 section 3 (local), RFC 7686 (onion), RFC 8375 (home.arpa),
 * RFC 9476 (alt), ICANN board resolution 2024.07.29.06 (internal); reverse zones of private addresses: RFC 6303 section 4, RFC 7534.
 */
const UNDELEGATED: readonly string[] = [
  'test', 'localhost', 'invalid', 'example', 'local', 'onion', 'home.arpa', 'alt', 'internal',
  '10.in-addr.arpa', '168.192.in-addr.arpa', '254.169.in-addr.arpa', ...Array.from({ length: 16 }, (_, n) => `${16 + n}.172.in-addr.arpa`),
]

const ROOT_TTL_SECONDS = 86_400

/**
 * The public name space as far as a design needs it: the zones given, NXDOMAIN where nobody can have a name, else not modelled.
 *
 * A name of one label has no address: no top-level domain may have one (ICANN board resolution 2013.08.13.NG02, dotless domains).
 */
export function servePublic({ zones }: { readonly zones: readonly ZoneData[] }, query: Query, context: ServerContext): Served {
  const zone = zoneFor(zones, query.name)
  if (zone) {
    const served = serveOne(context, 'public', replyWith(answerFromZone(zone, query)), { zone: zone.zone })
    return served
  }
  const undelegated = UNDELEGATED.find(candidate => isInZone(query.name, candidate))
  if (undelegated === undefined && query.name !== '' && query.name.includes('.')) return serveOne(context, 'public', notModelled('dns.public-name-not-modelled', { name: query.name }), { zone: '.' })
  const below = zones.some(({ zone: name }) => isInZone(name, query.name))
  return serveOne(context, 'public', replyWith(respond(below ? 'NOERROR' : 'NXDOMAIN', { authority: [soaRecord('', ROOT_TTL_SECONDS)] })), { zone: '.' })
}
