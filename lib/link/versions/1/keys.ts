/**
 * Keys of maps, in the order in which they are written, so that equal things have equal bytes whatever the order in the design. FROZEN.
 */
export const KEYS: readonly string[] = [
  'kind', 'parent', 'name', 'namespace', 'provider', 'region', 'mechanism', 'controller', 'type', 'asn', 'cidr', 'cidrs', 'zone', 'mtuBytes', 'node',
  'subnet', 'routeTable', 'networkAcl', 'from', 'to', 'via', 'routes', 'propagate', 'address', 'addresses', 'publicAddress', 'publicAddresses',
  'podRange', 'securityGroups', 'number', 'direction', 'action', 'priority', 'traffic', 'peers', 'sources', 'destinations', 'ingress', 'egress',
  'rules', 'gateway', 'services', 'pods', 'domain', 'dns', 'network', 'serviceProxy', 'workload', 'externalName', 'labels', 'resolver', 'policy',
  'library', 'ndots', 'search', 'nameServers', 'ready', 'target', 'listeners', 'protocol', 'port', 'targetPort', 'ports', 'publishNotReadyAddresses',
  'allowed', 'data', 'ttlSeconds', 'records', 'zones', 'ends', 'over', 'state', 'outside', 'inside', 'cipher', 'natTraversal', 'externalSnat',
  'excludeSnatCidrs', 'hostSearch', 'disableDefaultSnat', 'nonMasqueradeCidrs', 'mode', 'clusterCidr', 'masqueradeAll', 'dynamicRouting',
  'advertise', 'allSubnets', 'ranges', 'preserveClientIp', 'globalAccess', 'externalTrafficPolicy', 'sourceRanges', 'stubDomains',
  'upstreamNameservers', 'kubeconfigs', 'corefile', 'config', 'note', 'expect',
]
