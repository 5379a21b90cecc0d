import { AKS, EKS, K3S, KUBEADM, RKE2 } from './public-distributions.fixture'
import { KUBERNETAI, MCS, NODE_LOCAL, OPENSHIFT, SNIPPETS, STUB_DOMAINS, SUBMARINER } from './public-setups.fixture'

/** A Corefile of the shape that a distribution or a manual gives, written from its documentation. */
export interface PublicCorefile { readonly name: string; readonly source: string; readonly text: string; readonly blocks: readonly string[]; readonly plugins: readonly string[] }

export const PUBLIC_COREFILES: readonly PublicCorefile[] = [
  { name: 'kubeadm', source: 'kubernetes/kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go CoreDNSConfigMap', text: KUBEADM, blocks: ['.:53'], plugins: ['errors', 'health', 'ready', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'reload', 'loadbalance'] },
  { name: 'EKS with a block for a domain', source: 'AWS re:Post "How do I configure CoreDNS for Amazon EKS", EKS add-on default', text: EKS, blocks: ['.:53', 'domain-name:53'], plugins: ['errors', 'health', 'ready', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'reload', 'loadbalance'] },
  { name: 'AKS', source: 'learn.microsoft.com/azure/aks/coredns-custom (imports of coredns-custom)', text: AKS, blocks: ['.:53'], plugins: ['errors', 'ready', 'health', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'reload', 'loadbalance', 'template', 'template'] },
  { name: 'k3s', source: 'k3s-io/k3s manifests/coredns.yaml', text: K3S, blocks: ['.:53'], plugins: ['errors', 'health', 'ready', 'kubernetes', 'hosts', 'prometheus', 'cache', 'loop', 'reload', 'loadbalance', 'forward'] },
  { name: 'RKE2', source: 'rancher/rke2-charts rke2-coredns values.yaml servers', text: RKE2, blocks: ['.:53'], plugins: ['errors', 'health', 'ready', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'reload', 'loadbalance'] },
  { name: 'NodeLocal DNSCache', source: 'kubernetes/kubernetes cluster/addons/dns/nodelocaldns/nodelocaldns.yaml', text: NODE_LOCAL, blocks: ['cluster.local:53', 'in-addr.arpa:53', 'ip6.arpa:53', '.:53'], plugins: ['errors', 'cache', 'reload', 'loop', 'bind', 'forward', 'prometheus', 'health'] },
  { name: 'stub domains', source: 'kubernetes/website content/en/docs/tasks/administer-cluster/dns-custom-nameservers.md', text: STUB_DOMAINS, blocks: ['.:53', 'consul.local:53', 'abc.com:53', 'my.cluster.local:53'], plugins: ['errors', 'health', 'kubernetes', 'prometheus', 'forward', 'cache', 'loop', 'reload', 'loadbalance'] },
  { name: 'multi-cluster services', source: 'coredns/coredns plugin/kubernetes/README.md "multicluster"', text: MCS, blocks: ['.:53'], plugins: ['errors', 'health', 'kubernetes', 'forward'] },
  { name: 'Submariner', source: 'submariner-io/submariner-operator controllers/servicediscovery updateDNSConfigMap', text: SUBMARINER, blocks: ['clusterset.local:53', '.:53'], plugins: ['forward'] },
  { name: 'OpenShift', source: 'openshift/cluster-dns-operator pkg/operator/controller/controller_dns_configmap.go corefileTemplate', text: OPENSHIFT, blocks: ['example.com:5353', '.:5353', 'hostname.bind:5353'], plugins: ['prometheus', 'forward', 'errors', 'log', 'bufsize', 'cache'] },
  { name: 'kubernetai', source: 'coredns/kubernetai README.md', text: KUBERNETAI, blocks: ['.:53'], plugins: ['errors', 'log', 'kubernetai', 'kubernetai', 'kubernetai'] },
  { name: 'snippets, several zones, prefixes, schemes, defaults, quotes', source: 'coredns/coredns man/corefile.5', text: SNIPPETS, blocks: ['cluster.local:53', '96.10.in-addr.arpa:53', '97.10.in-addr.arpa:53', '98.10.in-addr.arpa:53', '99.10.in-addr.arpa:53', '100.10.in-addr.arpa:53', '101.10.in-addr.arpa:53', '102.10.in-addr.arpa:53', '103.10.in-addr.arpa:53', '104.10.in-addr.arpa:53', '105.10.in-addr.arpa:53', '106.10.in-addr.arpa:53', '107.10.in-addr.arpa:53', '108.10.in-addr.arpa:53', '109.10.in-addr.arpa:53', '110.10.in-addr.arpa:53', '111.10.in-addr.arpa:53', '.:853', 'example.org:53'], plugins: ['errors', 'cache', 'log', 'kubernetes'] },
]
