import { labelsOf, withoutZone } from '@/lib/dns/names'

/** What a name below a zone asks for. Fields are '' where the name does not say. */
export interface NameParts {
  readonly kind: '' | 'svc' | 'pod'
  readonly namespace: string
  readonly service: string
  readonly endpoint: string
  readonly port: string
  readonly protocol: string
}

const EMPTY: NameParts = { kind: '', namespace: '', service: '', endpoint: '', port: '', protocol: '' }

/**
 * Takes a name apart: `[endpoint|_port._protocol].service.namespace.svc|pod.zone`; null where it has another form.
 * Underscores may be left out. Source: coredns plugin/kubernetes/parse.go; Kubernetes DNS specification 1.1.0 section 2.
 */
export function parseName(name: string, zone: string): NameParts | null {
  const base = withoutZone(name, zone)
  if (base === '' || base === 'svc' || base === 'pod') return EMPTY
  const labels = [...labelsOf(base)].reverse()
  const [kind, namespace = '', service = '', last = '', first = ''] = labels
  if ((kind !== 'svc' && kind !== 'pod') || labels.length > 5) return null
  const parts = { ...EMPTY, kind, namespace, service } as const
  if (labels.length === 5) return { ...parts, protocol: bare(last), port: bare(first) }
  return { ...parts, endpoint: last }
}

const bare = (label: string): string => (label.startsWith('_') ? label.slice(1) : label)
