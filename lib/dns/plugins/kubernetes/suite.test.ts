import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import { ip, isIpText } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { ClusterObjects, ServiceObject } from '@/lib/network/cluster-objects'
import { clusterObjectsOf, deviceOf, nameServerOf } from '@/lib/network/names'
import type { RecordType, Response } from '@/lib/network/resolution'
import { normaliseName } from '@/lib/dns/names'
import { queryServer } from '@/lib/dns/query'
import { corefile, delivering, smallNetwork, watching, type SmallServer } from '@/lib/dns/small-network'

/*
 * Runs the recorded answers of the real plugins. They lie outside the project; where they are missing, the test is skipped. The fixtures
 * become a Corefile and a cluster. Scenarios of plugins that are not simulated are left out by name.
 */

const FOLDER = '../shared/suites/dns'
const NOT_SIMULATED = new Set(['kubernetai-autopath', 'autopath-search-list'])

interface RecordedRecord { readonly name: string; readonly type: string; readonly data?: string; readonly mname?: string; readonly ttl?: number }
interface RecordedCase {
  readonly id: string; readonly qname: string; readonly qtype: string; readonly rcode: string; readonly answers?: readonly RecordedRecord[]
  readonly additional?: readonly RecordedRecord[]; readonly authority?: readonly RecordedRecord[]; readonly upstream?: { readonly answers: readonly RecordedRecord[] }
}
interface RecordedPort { readonly name: string; readonly protocol: 'TCP' | 'UDP'; readonly port: number }
interface RecordedService { readonly name: string; readonly namespace: string; readonly type: string; readonly ports: readonly RecordedPort[]; readonly clusterIPs?: readonly string[]; readonly headless?: boolean; readonly externalName?: string }
interface RecordedSlice { readonly namespace: string; readonly service: string; readonly ports: readonly RecordedPort[]; readonly endpoints: readonly { readonly address: string; readonly ready: boolean; readonly hostname?: string | null; readonly podName?: string }[] }
interface RecordedStanza { readonly plugin: string; readonly zones: readonly string[]; readonly namespaces?: readonly string[]; readonly pods?: string; readonly ttl?: number; readonly fallthrough?: readonly string[] }
interface Fixture {
  readonly plugin?: string; readonly zones?: readonly string[]; readonly options?: { readonly namespaces?: readonly string[]; readonly pods?: string; readonly ttl?: number }
  readonly namespaces: readonly string[]; readonly services: readonly RecordedService[]; readonly endpointslices: readonly RecordedSlice[]; readonly server?: { readonly plugins: readonly RecordedStanza[] }
}
interface Suite { readonly scenarios: readonly { readonly name: string; readonly kind: string; readonly fixture: Fixture; readonly cases: readonly RecordedCase[] }[] }

function clusterOf({ namespaces, services, endpointslices }: Fixture): ClusterObjects {
  return { id: clusterObjectsOf('recorded'), from: elementId('recorded'), namespaces, pods: [], services: services.map(service => serviceOf(service, endpointslices)) }
}

function serviceOf(service: RecordedService, slices: readonly RecordedSlice[]): ServiceObject {
  const own = slices.filter(slice => slice.namespace === service.namespace && slice.service === service.name)
  const ports = service.headless ? own.flatMap(slice => slice.ports) : service.ports
  return {
    from: elementId(service.name), name: service.name, namespace: service.namespace, publishNotReadyAddresses: false,
    type: service.type === 'ExternalName' ? 'ExternalName' : service.headless ? 'Headless' : 'ClusterIP',
    clusterAddresses: (service.clusterIPs ?? []).map(ip), ...(service.externalName === undefined ? {} : { externalName: service.externalName }),
    ports: ports.map(({ name, port, protocol }) => ({ name, port, targetPort: port, protocol: protocol === 'TCP' ? PROTOCOLS.tcp : PROTOCOLS.udp })),
    endpoints: own.flatMap(slice => slice.endpoints).map(({ address, ready, hostname, podName }, at) => ({
      from: elementId(service.name), device: deviceOf(`pod-${at}`), address: ip(address), podName: podName ?? '', ready, ...(hostname ? { hostname } : {}),
    })),
  }
}

function stanzaText({ plugin, zones, namespaces = [], pods, ttl, fallthrough }: RecordedStanza): string {
  const lines = [namespaces.length > 0 ? `namespaces ${namespaces.join(' ')}` : '', pods ? `pods ${pods}` : '', ttl === undefined ? '' : `ttl ${ttl}`, fallthrough ? `fallthrough ${fallthrough.join(' ')}` : '']
  return `  ${plugin} ${zones.join(' ')} {\n${lines.filter(line => line !== '').map(line => `    ${line}\n`).join('')}  }\n`
}

function ask(fixture: Fixture, recorded: RecordedCase): Response | null {
  const stanzas = fixture.server?.plugins ?? [{ plugin: fixture.plugin ?? '', zones: fixture.zones ?? [], ...fixture.options }]
  const upstream: SmallServer = {
    id: 'upstream', addresses: ['192.0.2.99'],
    behaviour: { type: 'recursive', zones: (recorded.upstream?.answers ?? []).map(record => ({ from: elementId('zone'), zone: normaliseName(record.name), records: [{ name: normaliseName(record.name), type: 'A', ttlSeconds: record.ttl ?? 0, data: record.data ?? '' }] })) },
  }
  const text = `.:53 {\n${stanzas.map(stanzaText).join('')}${recorded.upstream ? '  forward . 192.0.2.99\n' : ''}}\n`
  const network = smallNetwork({ servers: [{ id: 'dns', addresses: ['192.0.2.53'], behaviour: corefile(text, [watching('', 'recorded')]) }, upstream], clusters: [clusterOf(fixture)] })
  const [answer] = queryServer({ server: nameServerOf('dns'), query: { name: recorded.qname, type: recorded.qtype as RecordType } }, network, delivering(network))
  return answer?.response ?? null
}

/** Records as the suite writes them, in one order: names without their final dot, primary name of an SOA only, TTL where recorded. */
function plain(records: readonly RecordedRecord[]): readonly string[] {
  const dataOf = ({ data = '', mname }: RecordedRecord) => normaliseName(mname ?? (isIpText(data) ? ip(data) : data))
  return [...new Set(records.map(record => `${normaliseName(record.name)} ${record.ttl ?? '-'} ${record.type} ${dataOf(record)}`))].sort()
}

function ours(records: Response['answers'], recorded: readonly RecordedRecord[]): readonly string[] {
  const ttls = new Set(recorded.map(({ ttl }) => ttl))
  return plain(records.map(({ name, type, data, ttlSeconds }) => ({
    name, type, ...(type === 'SOA' ? { mname: data.split(' ')[0] ?? '' } : { data }), ...(ttls.has(undefined) ? {} : { ttl: ttlSeconds }),
  })))
}

const SECTIONS = ['answers', 'additional', 'authority'] as const

describe.each(['coredns-kubernetes-handler', 'kubernetai'])('recorded answers of %s', file => {
  const path = `${FOLDER}/${file}.json`
  if (!existsSync(path)) return it.skip(`needs ${path}`, () => undefined)
  const { scenarios } = JSON.parse(readFileSync(path, 'utf8')) as Suite
  const cases = scenarios.filter(({ name, kind }) => kind === 'query' && !NOT_SIMULATED.has(name)).flatMap(({ fixture, cases: all }) => all.map(recorded => ({ fixture, recorded, name: `${recorded.id}: ${recorded.qname} ${recorded.qtype}` })))

  it('holds cases', () => {
    expect(cases.length).toBeGreaterThan(4)
  })

  it.each(cases.filter(({ recorded }) => recorded.qtype !== 'HINFO' && recorded.qtype !== 'MX'))('$name', ({ fixture, recorded }) => {
    const response = ask(fixture, recorded)
    expect(response?.rcode).toBe(recorded.rcode)
    for (const section of SECTIONS) {
      const expected = recorded[section]
      if (expected) expect([section, ...ours(response?.[section] ?? [], expected)]).toEqual([section, ...plain(expected)])
    }
  })
})
