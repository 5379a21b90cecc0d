/**
 * The key lists of maps that are met most, in the order of KEYS. A map names its list by one byte; any other list is written out once and has the
 * next number. FROZEN.
 */
export const SHAPES: readonly string[] = [
  // Parts of elements
  'node address', 'node address ready', 'port', 'name port', 'name protocol port', 'name port targetPort', 'name protocol port targetPort', 'port targetPort',
  'protocol port', 'protocol port targetPort', 'to via', 'cidr number action traffic', 'traffic peers', 'traffic peers note',
  'name direction action priority traffic sources', 'name direction action priority traffic destinations', 'name type data', 'name type data ttlSeconds', 'zone records',
  'mechanism', 'mechanism config', 'policy', 'ndots', 'policy nameServers', 'from to port expect', 'from to protocol expect',
  'from to protocol port expect', 'from to expect',
  // Configurations
  'externalSnat', 'excludeSnatCidrs', 'disableDefaultSnat', 'nonMasqueradeCidrs', 'mode', 'dynamicRouting', 'advertise', 'mode ranges', 'mode allSubnets ranges',
  'preserveClientIp', 'outside inside', 'outside inside cipher', 'corefile', 'kubeconfigs corefile', 'stubDomains', 'stubDomains upstreamNameservers', 'upstreamNameservers',
  // Places, gateways, filters
  'kind', 'kind parent', 'kind parent config', 'kind provider', 'kind provider region', 'kind parent provider region', 'kind parent cidr', 'kind parent cidrs',
  'kind parent cidrs config', 'kind parent cidr zone', 'kind parent cidr zone routeTable', 'kind parent cidr zone routeTable networkAcl', 'kind parent cidr routeTable',
  'kind parent cidr routeTable networkAcl', 'kind parent region cidr', 'kind parent routes', 'kind parent routes propagate', 'kind parent propagate',
  'kind parent subnet address publicAddresses', 'kind parent region publicAddresses', 'kind parent asn addresses', 'kind parent region addresses',
  'kind parent region asn gateway', 'kind parent ingress', 'kind parent ingress egress', 'kind parent rules', 'kind parent subnet address target listeners',
  'kind parent subnet address securityGroups target listeners',
  // Clusters
  'kind parent services network', 'kind parent services dns network', 'kind parent services pods network', 'kind parent services pods dns network',
  'kind parent services pods dns network serviceProxy', 'kind parent subnet address', 'kind parent subnet address securityGroups', 'kind parent subnet address podRange',
  'kind parent subnet address publicAddress', 'kind parent publicAddress', 'kind parent publicAddress allowed', 'kind parent subnet address publicAddress allowed',
  'kind parent pods', 'kind parent pods ports', 'kind parent name namespace controller pods', 'kind parent name namespace controller pods ports',
  'kind parent controller pods ports', 'kind parent type workload ports', 'kind parent name namespace type workload ports',
  'kind parent type address workload ports', 'kind parent name namespace type address workload ports', 'kind parent address', 'kind parent address zones',
  'kind parent mechanism pods', 'kind parent mechanism pods config', 'kind parent name namespace mechanism pods', 'kind parent name namespace mechanism pods config',
  'kind parent address ports', 'kind parent subnet address ports', 'kind parent subnet address securityGroups ports',
  // Links
  'kind ends', 'kind ends over', 'kind ends over state', 'kind mechanism ends', 'kind mechanism ends config', 'kind mechanism ends state config',
]

export const SHAPE_KEYS: readonly (readonly string[])[] = SHAPES.map(keys => keys.split(' '))
