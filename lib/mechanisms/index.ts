import { internet } from './internet/mechanism'
import { awsVpc } from './aws-vpc/mechanism'
import { awsInternetGateway } from './aws-internet-gateway/mechanism'
import { awsNatGateway } from './aws-nat-gateway/mechanism'
import { awsVpnGateway } from './aws-vpn-gateway/mechanism'
import { awsVpcPeering } from './aws-vpc-peering/mechanism'
import { awsSecurityGroup } from './aws-security-group/mechanism'
import { awsNetworkAcl } from './aws-network-acl/mechanism'
import { awsResolver } from './aws-resolver/mechanism'
import { awsResolverEndpoint } from './aws-resolver-endpoint/mechanism'
import { publicDns } from './public-dns/mechanism'
import { awsNlb } from './aws-nlb/mechanism'
import { gcpVpc } from './gcp-vpc/mechanism'
import { gcpVpnGateway } from './gcp-vpn-gateway/mechanism'
import { gcpCloudRouter } from './gcp-cloud-router/mechanism'
import { gcpVpcPeering } from './gcp-vpc-peering/mechanism'
import { gcpCloudNat } from './gcp-cloud-nat/mechanism'
import { gcpFirewall } from './gcp-firewall/mechanism'
import { gcpResolver } from './gcp-resolver/mechanism'
import { gcpInternalLoadBalancer } from './gcp-internal-load-balancer/mechanism'
import { azureVnet } from './azure-vnet/mechanism'
import { azureResolver } from './azure-resolver/mechanism'
import { ipsec } from './ipsec/mechanism'
import { bgp } from './bgp/mechanism'
import { kubernetes } from './kubernetes/mechanism'
import { awsVpcCni } from './aws-vpc-cni/mechanism'
import { gkeVpcNative } from './gke-vpc-native/mechanism'
import { kubeProxy } from './kube-proxy/mechanism'
import { apiServer } from './api-server/mechanism'
import { coredns } from './coredns/mechanism'
import { kubeDns } from './kube-dns/mechanism'
import { nodeLocalDns } from './node-local-dns/mechanism'
import { hostNameServer } from './host-name-server/mechanism'
import { host } from './host/mechanism'
import { segment } from './segment/mechanism'
import { linux } from './linux/mechanism'
import { vxlan } from './vxlan/mechanism'
import { geneve } from './geneve/mechanism'
import { ipip } from './ipip/mechanism'
import { gre } from './gre/mechanism'
import { wireguard } from './wireguard/mechanism'
import { openvpn } from './openvpn/mechanism'
import type { Mechanism } from './types'

/** Every mechanism, one line each. Within a phase they contribute in this order; ids of what they add never depend on it. */
export const MECHANISMS: readonly Mechanism[] = [
  internet,
  awsVpc,
  awsInternetGateway,
  awsNatGateway,
  awsVpnGateway,
  awsVpcPeering,
  awsSecurityGroup,
  awsNetworkAcl,
  awsResolver,
  awsResolverEndpoint,
  publicDns,
  awsNlb,
  gcpVpc,
  gcpVpnGateway,
  gcpCloudRouter,
  gcpVpcPeering,
  gcpCloudNat,
  gcpFirewall,
  gcpResolver,
  gcpInternalLoadBalancer,
  azureVnet,
  azureResolver,
  ipsec,
  bgp,
  kubernetes,
  awsVpcCni,
  gkeVpcNative,
  kubeProxy,
  apiServer,
  coredns,
  kubeDns,
  nodeLocalDns,
  hostNameServer,
  host,
  segment,
  linux,
  vxlan,
  geneve,
  ipip,
  gre,
  wireguard,
  openvpn,
]
