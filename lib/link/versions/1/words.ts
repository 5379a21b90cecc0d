/**
 * Texts that stand as one byte where they are a value: kinds, choices, providers, mechanisms, well-known names. At most 128. FROZEN.
 */
export const WORDS: readonly string[] = [
  // Kinds of elements and links
  'site', 'internet', 'vpc', 'subnet', 'secondary-range', 'route-table', 'internet-gateway', 'nat-gateway', 'vpn-gateway', 'cloud-router', 'security-group',
  'network-acl', 'firewall', 'load-balancer', 'cluster', 'node', 'workload', 'service', 'name-server', 'api-server', 'host', 'tunnel', 'bgp-session', 'peering',
  // Choices
  'up', 'down', 'ingress', 'egress', 'allow', 'deny', 'all', 'tcp', 'udp', 'icmp', 'sctp', 'reachable', 'unreachable',
  'Deployment', 'StatefulSet', 'DaemonSet', 'Pod', 'ClusterIP', 'Headless', 'ExternalName', 'ClusterFirst', 'Default', 'None', 'glibc', 'musl',
  'A', 'AAAA', 'CNAME', 'TXT', 'NS', 'SRV', 'PTR', 'global', 'regional', 'default', 'custom', 'Cluster', 'Local', 'iptables', 'ipvs', 'nftables',
  'aes-gcm-16', 'aes-cbc-sha1', 'aes-cbc-sha2-256', 'aes-cbc-sha2-384', 'aes-cbc-sha2-512',
  // Providers and mechanisms
  'aws', 'gcp', 'azure', 'on-premises', 'aws-vpc-cni', 'gke-vpc-native', 'kube-proxy', 'coredns', 'kube-dns', 'kubernetes', 'ipsec', 'bgp', 'aws-nlb',
  'gcp-internal-load-balancer', 'aws-resolver', 'gcp-resolver', 'public-dns',
  // Names that Kubernetes and its charts give, and common traffic
  'kube-system', 'cluster.local', 'dns', 'dns-tcp', 'http', 'https', 'metrics', 'grpc', 'frontend', 'backend', 'database', 'monitoring',
  'ingress-nginx', 'istio-system', 'node-local-dns', 'tcp/22', 'tcp/53', 'udp/53', 'tcp/80', 'tcp/443', 'tcp/8080', 'tcp/1024-65535', 'udp/1024-65535',
]
