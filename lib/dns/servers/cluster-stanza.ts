import type { Stanza } from '@/lib/dns/plugins/kubernetes/stanza'

/** Seconds. Source: kubernetes/dns pkg/dns/dns.go (kube-dns answers with 30). */
const TTL_SECONDS = 30
const REVERSE_ZONES = ['in-addr.arpa', 'ip6.arpa']

/** A cluster's own zone, as a server answers it that has no stanza to be configured by. */
export const clusterStanza = (zone: string, clusterKey = ''): Stanza => ({
  zones: [zone, ...REVERSE_ZONES], clusterKey, namespaces: null, pods: 'insecure', ttlSeconds: TTL_SECONDS,
  endpointPodNames: false, ignoreEmptyService: false, endpoints: 'watched', pointers: 'all', multiclusterZones: [], ownAddresses: 'known', dialect: 'kubernetes', zonal: false, fallthrough: null,
})
