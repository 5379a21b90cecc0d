import { labelsOf, withoutZone } from '@/lib/dns/names'

/** What a name below a zone asks for. Fields are '' where the name does not say. */
export interface NameParts {
  readonly kind: '' | 'svc' | 'pod'
  readonly namespace: string
  readonly service: string
  readonly endpoint: string
  /** The exporting cluster, in a zone of the cluster set. */
  readonly cluster: string
  readonly port: string
  readonly protocol: string
  readonly topologyZone: string
  /** What becomes of a topology zone without endpoints: nothing is answered, or all endpoints are. */
  readonly zoneMode: 'pin' | 'prefer'
}

/** How names of a zone are built. */
export interface Grammar {
  /** A zone of the cluster set, where two labels left of a service are an endpoint and its cluster. */
  readonly multicluster: boolean
  /** Whether `<topology zone>.pin|prefer._zone` may stand left of a service. */
  readonly zonal: boolean
}

const EMPTY: NameParts = { kind: '', namespace: '', service: '', endpoint: '', cluster: '', port: '', protocol: '', topologyZone: '', zoneMode: 'pin' }

/**
 * Takes a name apart: `[endpoint|_port._protocol].service.namespace.svc|pod.zone`; null where it has another form.
 * Underscores may be left out, except in a zone of the cluster set, where one tells a port from a cluster.
 * Source: coredns plugin/kubernetes/parse.go; Kubernetes DNS specification 1.1.0 section 2; KEP-1645 DNS specification.
 */
export function parseName(name: string, zone: string, { multicluster, zonal }: Grammar): NameParts | null {
  const base = withoutZone(name, zone)
  if (base === '' || base === 'svc' || base === 'pod') return EMPTY
  const labels = labelsOf(base)
  const [kind, namespace = '', service = '', ...left] = [...labels].reverse()
  if (kind !== 'svc' && kind !== 'pod') return null
  const parts = { ...EMPTY, kind, namespace, service } as const
  const [last = '', first = '', ...more] = left
  if (more.length > 0) return zonal && !multicluster && kind === 'svc' && last === '_zone' ? zoned(parts, first, more) : null
  if (left.length < 2) return { ...parts, endpoint: last }
  const isPort = !multicluster || last.startsWith('_') || first.startsWith('_')
  return isPort ? { ...parts, protocol: bare(last), port: bare(first) } : { ...parts, cluster: last, endpoint: first }
}

/** A topology zone may hold dots (it is the value of a label); its labels come here from the right. */
function zoned(parts: NameParts, mode: string, labels: readonly string[]): NameParts | null {
  return mode === 'pin' || mode === 'prefer' ? { ...parts, zoneMode: mode, topologyZone: [...labels].reverse().join('.') } : null
}

const bare = (label: string): string => (label.startsWith('_') ? label.slice(1) : label)
