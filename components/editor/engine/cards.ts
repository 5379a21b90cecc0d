import apiServer from '@/lib/mechanisms/api-server/README.md' with { type: 'text' }
import awsInternetGateway from '@/lib/mechanisms/aws-internet-gateway/README.md' with { type: 'text' }
import awsNatGateway from '@/lib/mechanisms/aws-nat-gateway/README.md' with { type: 'text' }
import awsNetworkAcl from '@/lib/mechanisms/aws-network-acl/README.md' with { type: 'text' }
import awsNlb from '@/lib/mechanisms/aws-nlb/README.md' with { type: 'text' }
import awsResolverEndpoint from '@/lib/mechanisms/aws-resolver-endpoint/README.md' with { type: 'text' }
import awsResolver from '@/lib/mechanisms/aws-resolver/README.md' with { type: 'text' }
import awsSecurityGroup from '@/lib/mechanisms/aws-security-group/README.md' with { type: 'text' }
import awsVpcCni from '@/lib/mechanisms/aws-vpc-cni/README.md' with { type: 'text' }
import awsVpcPeering from '@/lib/mechanisms/aws-vpc-peering/README.md' with { type: 'text' }
import awsVpc from '@/lib/mechanisms/aws-vpc/README.md' with { type: 'text' }
import awsVpnGateway from '@/lib/mechanisms/aws-vpn-gateway/README.md' with { type: 'text' }
import azureResolver from '@/lib/mechanisms/azure-resolver/README.md' with { type: 'text' }
import azureVnet from '@/lib/mechanisms/azure-vnet/README.md' with { type: 'text' }
import bgp from '@/lib/mechanisms/bgp/README.md' with { type: 'text' }
import coredns from '@/lib/mechanisms/coredns/README.md' with { type: 'text' }
import gcpCloudNat from '@/lib/mechanisms/gcp-cloud-nat/README.md' with { type: 'text' }
import gcpCloudRouter from '@/lib/mechanisms/gcp-cloud-router/README.md' with { type: 'text' }
import gcpFirewall from '@/lib/mechanisms/gcp-firewall/README.md' with { type: 'text' }
import gcpInternalLoadBalancer from '@/lib/mechanisms/gcp-internal-load-balancer/README.md' with { type: 'text' }
import gcpResolver from '@/lib/mechanisms/gcp-resolver/README.md' with { type: 'text' }
import gcpVpcPeering from '@/lib/mechanisms/gcp-vpc-peering/README.md' with { type: 'text' }
import gcpVpc from '@/lib/mechanisms/gcp-vpc/README.md' with { type: 'text' }
import gcpVpnGateway from '@/lib/mechanisms/gcp-vpn-gateway/README.md' with { type: 'text' }
import geneve from '@/lib/mechanisms/geneve/README.md' with { type: 'text' }
import gkeVpcNative from '@/lib/mechanisms/gke-vpc-native/README.md' with { type: 'text' }
import gre from '@/lib/mechanisms/gre/README.md' with { type: 'text' }
import host from '@/lib/mechanisms/host/README.md' with { type: 'text' }
import hostNameServer from '@/lib/mechanisms/host-name-server/README.md' with { type: 'text' }
import internet from '@/lib/mechanisms/internet/README.md' with { type: 'text' }
import ipip from '@/lib/mechanisms/ipip/README.md' with { type: 'text' }
import ipsec from '@/lib/mechanisms/ipsec/README.md' with { type: 'text' }
import kubeDns from '@/lib/mechanisms/kube-dns/README.md' with { type: 'text' }
import kubeProxy from '@/lib/mechanisms/kube-proxy/README.md' with { type: 'text' }
import kubernetes from '@/lib/mechanisms/kubernetes/README.md' with { type: 'text' }
import linux from '@/lib/mechanisms/linux/README.md' with { type: 'text' }
import nodeLocalDns from '@/lib/mechanisms/node-local-dns/README.md' with { type: 'text' }
import openvpn from '@/lib/mechanisms/openvpn/README.md' with { type: 'text' }
import publicDns from '@/lib/mechanisms/public-dns/README.md' with { type: 'text' }
import segment from '@/lib/mechanisms/segment/README.md' with { type: 'text' }
import vxlan from '@/lib/mechanisms/vxlan/README.md' with { type: 'text' }
import wireguard from '@/lib/mechanisms/wireguard/README.md' with { type: 'text' }

/** The README of each mechanism, by its name: the help that the page shows. */
export const CARDS: Readonly<Record<string, string>> = {
  'api-server': apiServer,
  'aws-internet-gateway': awsInternetGateway,
  'aws-nat-gateway': awsNatGateway,
  'aws-network-acl': awsNetworkAcl,
  'aws-nlb': awsNlb,
  'aws-resolver': awsResolver,
  'aws-resolver-endpoint': awsResolverEndpoint,
  'aws-security-group': awsSecurityGroup,
  'aws-vpc': awsVpc,
  'aws-vpc-cni': awsVpcCni,
  'aws-vpc-peering': awsVpcPeering,
  'aws-vpn-gateway': awsVpnGateway,
  'azure-resolver': azureResolver,
  'azure-vnet': azureVnet,
  bgp,
  coredns,
  'gcp-cloud-nat': gcpCloudNat,
  'gcp-cloud-router': gcpCloudRouter,
  'gcp-firewall': gcpFirewall,
  'gcp-internal-load-balancer': gcpInternalLoadBalancer,
  'gcp-resolver': gcpResolver,
  'gcp-vpc': gcpVpc,
  'gcp-vpc-peering': gcpVpcPeering,
  'gcp-vpn-gateway': gcpVpnGateway,
  geneve,
  'gke-vpc-native': gkeVpcNative,
  gre,
  host,
  'host-name-server': hostNameServer,
  internet,
  ipip,
  ipsec,
  'kube-dns': kubeDns,
  'kube-proxy': kubeProxy,
  kubernetes,
  linux,
  'node-local-dns': nodeLocalDns,
  openvpn,
  'public-dns': publicDns,
  segment,
  vxlan,
  wireguard,
}
