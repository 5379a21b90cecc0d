import { parseCorefile } from '@/lib/corefile/parse'
import type { Directive, ServerBlock } from '@/lib/corefile/types'
import { unparseCorefile } from '@/lib/corefile/unparse'
import type { DeviceId } from '@/lib/network/ids'
import type { NameServer, ResourceRecord, WatchedCluster, ZoneData } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'

/** What a real CoreDNS of a name server is given: its Corefile, and the files that this names, below its own folder. */
export interface RealServer { readonly corefile: string; readonly files: Readonly<Record<string, string>> }

/** What each query is told by: plugin log's own words. Source: coredns plugin/log README. */
const LOGGED = 'podway {remote} {proto} {type} {name} {rcode}'
/** Where the API server of a cluster is heard inside the namespaces of its own name servers. */
export const OWN_API_PORT = 6443

/**
 * The Corefile as it stands in the design, with three things changed: each block logs its queries; a stanza of a watched cluster has the
 * endpoint of an API server that speaks plain HTTP; files are looked for beside the Corefile.
 *
 * A cloud's resolver and a plain name server have no Corefile: their zones are served by the plugin file, and every other name is denied as
 * by the root. Null for behaviours that no Corefile says.
 */
export function realServer({ id, behaviour }: NameServer, device: DeviceId, network: Network): RealServer | null {
  switch (behaviour.type) {
    case 'corefile': {
      const { text, files = {}, clusters } = behaviour
      const parsed = parseCorefile(text, new Map(), files)
      if (!parsed.ok) throw new Error(`the Corefile of ${id} cannot be read: ${parsed.error.message}`)
      const blocks = parsed.value.map((block): ServerBlock => ({ ...block, directives: [logged, ...block.directives.filter(({ name }) => name !== 'log').map(one => beside(watching(one, clusters, device, network), files))] }))
      return { corefile: unparseCorefile(blocks), files: Object.fromEntries(Object.entries(files).map(([path, content]) => [relative(path), content])) }
    }
    case 'recursive': case 'authoritative': return zoneServer(behaviour.zones, behaviour.type)
    default: return null
  }
}

const directive = (name: string, args: readonly string[], block: readonly Directive[] | null = null): Directive => ({ name, args, block, place: { line: 1, column: 1 } })
const logged = directive('log', ['.', LOGGED])

const relative = (path: string): string => path.replace(/^\/+/, '')
const beside = (one: Directive, files: Readonly<Record<string, string>>): Directive => ({ ...one, args: one.args.map(arg => (arg in files ? relative(arg) : arg)) })

/** Of its own cluster it asks a relay on its loopback; of another cluster that API server at the address and port that the design gives, over the network of the lab. */
function watching(one: Directive, clusters: readonly WatchedCluster[], device: DeviceId, network: Network): Directive {
  if (one.name !== 'kubernetes' && one.name !== 'kubernetai') return one
  const key = one.block?.find(({ name }) => name === 'kubeconfig' || name === 'endpoint')?.args[0] ?? ''
  const condition = clusters.find(cluster => cluster.key === key)?.synced.get(device)
  const flow = condition === undefined ? undefined : network.conditions.get(condition)?.flows[0]
  const endpoint = flow ? `http://${flow.destination}:${flow.destinationPort ?? 443}` : `http://127.0.0.1:${OWN_API_PORT}`
  return { ...one, block: [directive('endpoint', [endpoint]), ...(one.block ?? []).filter(({ name }) => name !== 'kubeconfig' && name !== 'endpoint')] }
}

/** Zone files for what has no Corefile. Of other names a resolver says what the root says of names that nobody has; an authoritative server refuses. */
function zoneServer(zones: readonly ZoneData[], type: 'recursive' | 'authoritative'): RealServer {
  const blocks = zones.map(({ zone }, at) => `${zone}:53 {\n    log . "${LOGGED}"\n    file zone-${at} ${zone}\n}\n`)
  const rest = type === 'authoritative' ? '' : `.:53 {\n    log . "${LOGGED}"\n    template ANY ANY . {\n        rcode NXDOMAIN\n        authority ". 86400 IN SOA a.root-servers.net. nstld.verisign-grs.com. 1 1800 900 604800 86400"\n    }\n}\n`
  return { corefile: [...blocks, rest].join('\n'), files: Object.fromEntries(zones.map(({ zone, records }, at) => [`zone-${at}`, zoneText(zone, records)])) }
}

function zoneText(zone: string, records: readonly ResourceRecord[]): string {
  const soa = records.some(({ type }) => type === 'SOA') ? [] : [`${zone}. 60 IN SOA ns.${zone}. host.${zone}. 1 60 60 60 60`]
  return `${[...soa, ...records.map(({ name, type, ttlSeconds, data }) => `${name}. ${ttlSeconds} IN ${type} ${NAMES.has(type) ? `${data}.` : data}`)].join('\n')}\n`
}

/** Types whose data is a name. */
const NAMES: ReadonlySet<string> = new Set(['CNAME', 'DNAME', 'NS', 'PTR'])
