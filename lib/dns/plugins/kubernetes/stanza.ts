import type { Directive } from '@/lib/corefile/types'
import { fallthroughOf, zonesOf } from '@/lib/dns/plugins/directive'
import type { BlockFacts } from '@/lib/dns/plugins/types'

/** One stanza: the zones it answers and how. */
export interface Stanza {
  readonly zones: readonly string[]
  /** The cluster it watches: '' for its own, else the kubeconfig file or the endpoint's URL. */
  readonly clusterKey: string
  /** Namespaces it exposes; null: all. */
  readonly namespaces: ReadonlySet<string> | null
  readonly pods: 'disabled' | 'insecure' | 'verified'
  readonly ttlSeconds: number
  readonly endpointPodNames: boolean
  readonly ignoreEmptyService: boolean
  readonly endpoints: 'watched' | 'not-watched'
  /** Which endpoints have a name by their address. */
  readonly pointers: 'all' | 'with-hostname'
  /** Those of its zones that are answered from the services of the cluster set. */
  readonly multiclusterZones: readonly string[]
  /** Whether the server knows addresses of its own: not where `bind` gives them, and not under kubernetai (coredns plugin/kubernetes/local.go). */
  readonly ownAddresses: 'known' | 'unknown'
  /** The external multicluster plugin has no name server names, no SOA and no texts but the version. Source: coredns/multicluster multicluster.go Services. */
  readonly dialect: 'kubernetes' | 'multicluster'
  /** Whether names may say a topology zone. */
  readonly zonal: boolean
  /** Zones for which a missing name goes to the next plugin; null: never. */
  readonly fallthrough: readonly string[] | null
  /** An option that is not modelled: what the stanza says is then undetermined. */
  readonly odd?: string
}

const DEFAULT_TTL_SECONDS = 5

/** Options that change no answer: credentials and how the API is watched. */
const NEUTRAL: ReadonlySet<string> = new Set(['tls', 'startup_timeout', 'apiserver_qps', 'apiserver_burst', 'apiserver_max_inflight'])
const READ: ReadonlySet<string> = new Set(['endpoint', 'kubeconfig', 'namespaces', 'pods', 'ttl', 'endpoint_pod_names', 'ignore', 'noendpoints', 'fallthrough', 'multicluster', 'zonal', 'ptr_hostname_only'])

/** Reads a stanza. Source: coredns plugin/kubernetes/setup.go ParseStanza (defaults: all namespaces, pods disabled, ttl 5). */
export function readStanza(directive: Directive, block: BlockFacts): Stanza {
  const options = directive.block ?? []
  const argsOf = (name: string) => options.filter(option => option.name === name).flatMap(option => option.args)
  const has = (name: string) => options.some(option => option.name === name)
  const odd = options.find(option => !READ.has(option.name) && !NEUTRAL.has(option.name))?.name
  const pods = argsOf('pods')[0]
  const ttl = argsOf('ttl')[0]
  return {
    zones: zonesOf(directive.args, block.zones),
    clusterKey: argsOf('kubeconfig')[0] ?? argsOf('endpoint')[0] ?? '',
    namespaces: has('namespaces') ? new Set(argsOf('namespaces')) : null,
    pods: pods === 'insecure' || pods === 'verified' ? pods : 'disabled',
    ttlSeconds: ttl === undefined ? DEFAULT_TTL_SECONDS : Number(ttl),
    endpointPodNames: has('endpoint_pod_names'),
    ignoreEmptyService: argsOf('ignore').includes('empty_service'),
    endpoints: has('noendpoints') ? 'not-watched' : 'watched',
    pointers: has('ptr_hostname_only') ? 'with-hostname' : 'all',
    multiclusterZones: has('multicluster') ? zonesOf(argsOf('multicluster'), []) : [],
    ownAddresses: block.directives.some(({ name }) => name === 'bind') ? 'unknown' : 'known',
    dialect: 'kubernetes',
    zonal: has('zonal'),
    fallthrough: fallthroughOf(directive.block),
    ...(odd === undefined ? {} : { odd }),
  }
}
