import { CLIENT, PORT, type DnsQuestion } from '@/lab/dns/scenario'
import type { RecordType } from '@/lib/network/resolution'
import type { Draw } from './draw'
import { CLIENTS } from './passers'

const TYPES: readonly RecordType[] = ['A', 'A', 'A', 'A', 'A', 'AAAA', 'AAAA', 'SRV', 'SRV', 'TXT', 'CNAME', 'NS', 'SOA', 'PTR', 'MX', 'HINFO', 'ANY', 'HTTPS']

/** A name that something knows, or one near it. */
export function drawQuestion(draw: Draw): DnsQuestion {
  const name = draw.pick(draw.names)
  const near = draw.below(100)
  const asked = near < 88 ? name : near < 93 ? `x.${name}` : near < 97 ? name.split('.').slice(1).join('.') : draw.pick(['nowhere.test', 'x.example'])
  const type = asked.endsWith('.arpa') && draw.chance(85) ? 'PTR' : draw.pick(TYPES)
  return { server: 'dns', port: PORT, name: asked.toLowerCase(), type, transport: draw.chance(15) ? 'tcp' : 'udp', client: draw.chance(75) ? CLIENT : draw.pick(CLIENTS) }
}
