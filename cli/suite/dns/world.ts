import { ip } from '@/lib/net/ip-address'
import { askServer } from '@/lib/dns/ask'
import { normaliseName } from '@/lib/dns/names'
import { respond } from '@/lib/dns/response'
import type { Asked, Asking, Served, Session } from '@/lib/dns/served'
import { answerQuery } from '@/lib/dns/servers/index'
import { openSession } from '@/lib/dns/session'
import { readRecord } from '@/lib/dns/zone-file/read'
import { corefile, delivering, reaches, smallNetwork, watching, type SmallServer } from '@/lib/dns/small-network'
import type { Directive } from '@/lib/corefile/types'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import type { NameServerBehaviour } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import type { Query, Rcode } from '@/lib/network/resolution'
import { autopathLines, dotless, pluginsOf, recordLine, SEARCH_FILE, writeBlocks } from './corefile-text'
import type { RecordedRecord, RecordedUpstream, ServerFixture } from './forms'
import { objectsFrom } from './objects'

/** A fixture's server, ready to be asked by its client. */
export type Ask = (query: Query) => Served

const SERVER_ADDRESS = '192.0.2.53'
const ELSEWHERE_ADDRESS = '192.0.2.200'

/** The reply that a case gives to the one question asked outside. */
export interface Outside { readonly qname: string; readonly qtype: string; readonly rcode?: string | undefined; readonly answers?: readonly RecordedRecord[] | undefined; readonly truncated?: boolean | undefined }

/** Builds the fixture's server with everything around it. */
export function serverOf(fixture: ServerFixture, { outside, extra = [] }: { readonly outside?: Outside | undefined; readonly extra?: readonly Directive[] } = {}): Ask {
  const network = networkOf(fixture, outside, extra)
  const session = sessionOf(network, outside)
  const server = network.nameServers.get(nameServerOf('dns'))
  const asker = fixture.clientIP ?? fixture.client?.ip
  const port = fixture.server?.port ?? 53
  return query => {
    if (!server) throw new Error('the fixture has no server')
    return session.answer({ server, device: deviceOf('dns-0'), port, client: asker === undefined || asker === '' ? null : ip(asker), query, trail: [], mode: 'real' })
  }
}

function networkOf(fixture: ServerFixture, outside: Outside | undefined, extra: readonly Directive[]): Network {
  const { server, serverBlocks, upstreams = [] } = fixture
  const addressOf = (name: string) => (/^[\d.]+$/.test(name) ? name : `192.0.2.${100 + upstreams.findIndex(one => one.name === name)}`)
  const behind = server || serverBlocks ? [] : elsewhere(fixture, outside)
  const alone = { zones: ['.'], plugins: [...pluginsOf(fixture), ...behind.map(() => ({ plugin: 'forward', from: '.', to: [ELSEWHERE_ADDRESS] }))] }
  const blocks = server ? [{ zones: [server.zone], plugins: server.plugins }] : serverBlocks ?? [alone]
  const { text, files } = writeBlocks(blocks.map(block => ({ ...block, extra: [...extra, ...(fixture.plugin === 'autopath' ? autopathLines(fixture) : [])] })), addressOf, server?.port ?? 53)
  const condition = reaches('dns-0', 'api')
  const isUnsynced = fixture.options?.synced === false
  const clusters = [watching('', 'recorded', isUnsynced ? new Map([[deviceOf('dns-0'), condition.id]]) : new Map())]
  const search = `search ${(fixture.search ?? []).filter(element => element !== '').join(' ')}`
  const behaviour: NameServerBehaviour = { type: 'corefile', text, clusters, upstreams: [], files: { ...files, [SEARCH_FILE]: search }, search: dotless(server?.hostSearch ?? []) }
  const network = smallNetwork({
    servers: [{ id: 'dns', addresses: [SERVER_ADDRESS], behaviour }, ...upstreams.map(upstreamServer(addressOf)), ...behind],
    clusters: [objectsFrom(fixture)], conditions: isUnsynced ? [{ condition, holds: 'no' }] : [],
  })
  return { ...network, devices: withAddresses(network, fixture.serverIPs) }
}

/** As the engine's own session, but for the one reply that a case gives. */
function sessionOf(network: Network, outside: Outside | undefined): Session {
  const base = openSession(network, delivering(network))
  const session: Session = {
    ...base,
    ask: asking => (outside && asking.address === ELSEWHERE_ADDRESS ? outsideReply(outside, asking) : askServer(session, asking)),
    answer: answering => answerQuery(session, answering),
  }
  return session
}

/** The server's own addresses, where the fixture says them: the first of them is asked. */
function withAddresses(network: Network, addresses: readonly string[] | undefined): Network['devices'] {
  const device = network.devices.get(deviceOf('dns-0'))
  const [eth0] = device?.interfaces ?? []
  if (!addresses || !device || !eth0) return network.devices
  return new Map([...network.devices, [device.id, { ...device, interfaces: [{ ...eth0, addresses: addresses.map(text => ({ address: ip(text), length: 32 })) }] }]])
}

const upstreamServer = (addressOf: (name: string) => string) => ({ name, zone = '.', records = [], answersEverythingWith }: RecordedUpstream): SmallServer => {
  const address = addressOf(name)
  if (answersEverythingWith === undefined) return { id: `upstream-${name}`, addresses: [address], behaviour: { type: 'corefile', text: `.:53 {\n  file /zone ${zone}\n}\n`, clusters: [], upstreams: [], files: { '/zone': withSoa(zone, records) } } }
  const answer = answersEverythingWith === 'NODATA' ? '' : `  template IN ${answersEverythingWith.includes(':') ? 'AAAA' : 'A'} . {\n    answer "{{ .Name }} 60 IN {{ .Type }} ${answersEverythingWith}"\n  }\n`
  return { id: `upstream-${name}`, addresses: [address], behaviour: corefile(`.:53 {\n${answer}  template IN ANY . {\n    rcode NOERROR\n  }\n}\n`) }
}

function withSoa(zone: string, records: readonly RecordedRecord[]): string {
  const apex = `${normaliseName(zone)}.`
  const soa = records.some(({ type }) => type === 'SOA') ? [] : [`${apex === '.' ? '.' : apex} 3600 IN SOA ns.${apex === '.' ? '' : apex} host.${apex === '.' ? '' : apex} 1 7200 900 1209600 300`]
  return [...soa, ...records.map(recordLine)].join('\n')
}

/** Who resolves names outside the zones of a plugin alone: the first upstream of the fixture, or the one reply of the case. */
function elsewhere({ upstreams = [] }: ServerFixture, outside: Outside | undefined): readonly SmallServer[] {
  const upstream = upstreams[0] ?? (outside && { name: 'elsewhere' })
  return upstream ? [{ ...upstreamServer(() => ELSEWHERE_ADDRESS)(upstream), id: 'elsewhere' }] : []
}

/** What the one question asked outside gets. */
function outsideReply({ qname, qtype, rcode = 'NOERROR', answers = [], truncated = false }: Outside, asking: Asking): readonly Asked[] {
  const isIt = asking.query.name === normaliseName(qname) && asking.query.type === qtype
  const records = answers.map(recordLine).flatMap(line => readRecord(line) ?? [])
  const response = isIt ? respond(rcode as Rcode, { answers: records, ...(truncated ? { truncated: true } : {}) }) : respond('SERVFAIL')
  return [{ exchange: { query: asking.query, asker: asking.asker, server: asking.address, transport: asking.transport, forward: [], return: [], response, steps: [] }, causes: [] }]
}
