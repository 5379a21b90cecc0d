import azurePeeredNames from './azure-peered-names.design.yaml' with { type: 'text' }
import azurePeeredNamesWrongNetwork from './azure-peered-names.wrong-network.design.yaml' with { type: 'text' }
import cassandraAwsGcp from './cassandra-aws-gcp.design.yaml' with { type: 'text' }
import cassandraAwsGcpApiUnreachable from './cassandra-aws-gcp.api-unreachable.design.yaml' with { type: 'text' }
import cassandraAwsGcpClusterIp from './cassandra-aws-gcp.cluster-ip.design.yaml' with { type: 'text' }
import cassandraAwsGcpFallthroughMissing from './cassandra-aws-gcp.fallthrough-missing.design.yaml' with { type: 'text' }
import cassandraAwsGcpFirewallClosed from './cassandra-aws-gcp.firewall-closed.design.yaml' with { type: 'text' }
import cassandraAwsGcpFirewallPodOnlyExternalSnat from './cassandra-aws-gcp.firewall-pod-only-external-snat.design.yaml' with { type: 'text' }
import cassandraAwsGcpFirewallPodOnly from './cassandra-aws-gcp.firewall-pod-only.design.yaml' with { type: 'text' }
import cassandraAwsGcpGkeNoCoredns from './cassandra-aws-gcp.gke-no-coredns.design.yaml' with { type: 'text' }
import cassandraAwsGcpNaclNoEphemeral from './cassandra-aws-gcp.nacl-no-ephemeral.design.yaml' with { type: 'text' }
import cassandraAwsGcpOneSessionDown from './cassandra-aws-gcp.one-session-down.design.yaml' with { type: 'text' }
import cassandraAwsGcpOneTunnelDown from './cassandra-aws-gcp.one-tunnel-down.design.yaml' with { type: 'text' }
import cassandraAwsGcpOverlap from './cassandra-aws-gcp.overlap.design.yaml' with { type: 'text' }
import cassandraAwsGcpPodsNotAdvertised from './cassandra-aws-gcp.pods-not-advertised.design.yaml' with { type: 'text' }
import cassandraAwsGcpPropagationOff from './cassandra-aws-gcp.propagation-off.design.yaml' with { type: 'text' }
import cassandraAwsGcpRegionalRouting from './cassandra-aws-gcp.regional-routing.design.yaml' with { type: 'text' }
import cassandraAwsGcpSgClosed from './cassandra-aws-gcp.sg-closed.design.yaml' with { type: 'text' }
import cassandraAwsGcpStanzaMissing from './cassandra-aws-gcp.stanza-missing.design.yaml' with { type: 'text' }
import cassandraAwsGcpTunnelsDown from './cassandra-aws-gcp.tunnels-down.design.yaml' with { type: 'text' }
import cassandraAwsGcpForwarding from './cassandra-aws-gcp-forwarding.design.yaml' with { type: 'text' }
import cassandraAwsGcpForwardingDnsPortClosed from './cassandra-aws-gcp-forwarding.dns-port-closed.design.yaml' with { type: 'text' }
import cassandraAwsGcpNoDiscovery from './cassandra-aws-gcp-no-discovery.design.yaml' with { type: 'text' }
import gcpPeeredNames from './gcp-peered-names.design.yaml' with { type: 'text' }
import gcpPeeredNamesForwardingZone from './gcp-peered-names.forwarding-zone.design.yaml' with { type: 'text' }
import overlayOnLinux from './overlay-on-linux.design.yaml' with { type: 'text' }
import overlayOnLinuxUdp4800Blocked from './overlay-on-linux.udp-4800-blocked.design.yaml' with { type: 'text' }
import peeredNames from './peered-names.design.yaml' with { type: 'text' }
import peeredNamesAksCustom from './peered-names.aks-custom.design.yaml' with { type: 'text' }
import peeredNamesAksCustomServer from './peered-names.aks-custom-server.design.yaml' with { type: 'text' }
import peeredNamesAliasIntoCluster from './peered-names.alias-into-cluster.design.yaml' with { type: 'text' }
import peeredNamesClusterSet from './peered-names.cluster-set.design.yaml' with { type: 'text' }
import peeredNamesLargeAnswer from './peered-names.large-answer.design.yaml' with { type: 'text' }
import peeredNamesLoopMutual from './peered-names.loop-mutual.design.yaml' with { type: 'text' }
import peeredNamesLoopSelf from './peered-names.loop-self.design.yaml' with { type: 'text' }
import peeredNamesMixedUpstreams from './peered-names.mixed-upstreams.design.yaml' with { type: 'text' }
import peeredNamesNodeLocal from './peered-names.node-local.design.yaml' with { type: 'text' }
import peeredNamesPlusTwoRemote from './peered-names.plus-two-remote.design.yaml' with { type: 'text' }
import peeredNamesRewrite from './peered-names.rewrite.design.yaml' with { type: 'text' }
import peeredNamesRke2Name from './peered-names.rke2-name.design.yaml' with { type: 'text' }
import peeredNamesSearchList from './peered-names.search-list.design.yaml' with { type: 'text' }
import peeredNamesStubUnreachable from './peered-names.stub-unreachable.design.yaml' with { type: 'text' }
import peeredNamesUpstreamDown from './peered-names.upstream-down.design.yaml' with { type: 'text' }
import peeredNamesZoneCollision from './peered-names.zone-collision.design.yaml' with { type: 'text' }
import twoCloudsOnLinux from './two-clouds-on-linux.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxAclWithoutReturnPorts from './two-clouds-on-linux.acl-without-return-ports.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxFirewallDrop from './two-clouds-on-linux.firewall-drop.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxFirewallReject from './two-clouds-on-linux.firewall-reject.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxForwardRouteWithdrawn from './two-clouds-on-linux.forward-route-withdrawn.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxMtuBlackHole from './two-clouds-on-linux.mtu-black-hole.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxMtuBlackHoleClamped from './two-clouds-on-linux.mtu-black-hole-clamped.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxOverlap from './two-clouds-on-linux.overlap.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxReturnRouteBlackhole from './two-clouds-on-linux.return-route-blackhole.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxReturnRouteMissing from './two-clouds-on-linux.return-route-missing.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxReversePath from './two-clouds-on-linux.reverse-path.design.yaml' with { type: 'text' }
import twoCloudsOnLinuxSmallWan from './two-clouds-on-linux.small-wan.design.yaml' with { type: 'text' }
import twoPeeredVpcs from './two-peered-vpcs.design.yaml' with { type: 'text' }

/** A design that comes with Podway, as a file. */
export interface Example {
  /** The file's name without `.design.yaml`. */
  readonly id: string
  readonly file: string
  readonly text: string
}

const example = (id: string, text: string): Example => ({ id, file: `${id}.design.yaml`, text })

/** Every example, each of the faulty siblings after the one that works. */
export const EXAMPLES: readonly Example[] = [
  example('cassandra-aws-gcp', cassandraAwsGcp),
  example('cassandra-aws-gcp.api-unreachable', cassandraAwsGcpApiUnreachable),
  example('cassandra-aws-gcp.cluster-ip', cassandraAwsGcpClusterIp),
  example('cassandra-aws-gcp.fallthrough-missing', cassandraAwsGcpFallthroughMissing),
  example('cassandra-aws-gcp.firewall-closed', cassandraAwsGcpFirewallClosed),
  example('cassandra-aws-gcp.firewall-pod-only-external-snat', cassandraAwsGcpFirewallPodOnlyExternalSnat),
  example('cassandra-aws-gcp.firewall-pod-only', cassandraAwsGcpFirewallPodOnly),
  example('cassandra-aws-gcp.gke-no-coredns', cassandraAwsGcpGkeNoCoredns),
  example('cassandra-aws-gcp.nacl-no-ephemeral', cassandraAwsGcpNaclNoEphemeral),
  example('cassandra-aws-gcp.one-session-down', cassandraAwsGcpOneSessionDown),
  example('cassandra-aws-gcp.one-tunnel-down', cassandraAwsGcpOneTunnelDown),
  example('cassandra-aws-gcp.overlap', cassandraAwsGcpOverlap),
  example('cassandra-aws-gcp.pods-not-advertised', cassandraAwsGcpPodsNotAdvertised),
  example('cassandra-aws-gcp.propagation-off', cassandraAwsGcpPropagationOff),
  example('cassandra-aws-gcp.regional-routing', cassandraAwsGcpRegionalRouting),
  example('cassandra-aws-gcp.sg-closed', cassandraAwsGcpSgClosed),
  example('cassandra-aws-gcp.stanza-missing', cassandraAwsGcpStanzaMissing),
  example('cassandra-aws-gcp.tunnels-down', cassandraAwsGcpTunnelsDown),
  example('cassandra-aws-gcp-forwarding', cassandraAwsGcpForwarding),
  example('cassandra-aws-gcp-forwarding.dns-port-closed', cassandraAwsGcpForwardingDnsPortClosed),
  example('cassandra-aws-gcp-no-discovery', cassandraAwsGcpNoDiscovery),
  example('azure-peered-names', azurePeeredNames),
  example('azure-peered-names.wrong-network', azurePeeredNamesWrongNetwork),
  example('gcp-peered-names', gcpPeeredNames),
  example('gcp-peered-names.forwarding-zone', gcpPeeredNamesForwardingZone),
  example('overlay-on-linux', overlayOnLinux),
  example('overlay-on-linux.udp-4800-blocked', overlayOnLinuxUdp4800Blocked),
  example('peered-names', peeredNames),
  example('peered-names.aks-custom', peeredNamesAksCustom),
  example('peered-names.aks-custom-server', peeredNamesAksCustomServer),
  example('peered-names.alias-into-cluster', peeredNamesAliasIntoCluster),
  example('peered-names.cluster-set', peeredNamesClusterSet),
  example('peered-names.large-answer', peeredNamesLargeAnswer),
  example('peered-names.loop-mutual', peeredNamesLoopMutual),
  example('peered-names.loop-self', peeredNamesLoopSelf),
  example('peered-names.mixed-upstreams', peeredNamesMixedUpstreams),
  example('peered-names.node-local', peeredNamesNodeLocal),
  example('peered-names.plus-two-remote', peeredNamesPlusTwoRemote),
  example('peered-names.rewrite', peeredNamesRewrite),
  example('peered-names.rke2-name', peeredNamesRke2Name),
  example('peered-names.search-list', peeredNamesSearchList),
  example('peered-names.stub-unreachable', peeredNamesStubUnreachable),
  example('peered-names.upstream-down', peeredNamesUpstreamDown),
  example('peered-names.zone-collision', peeredNamesZoneCollision),
  example('two-clouds-on-linux', twoCloudsOnLinux),
  example('two-clouds-on-linux.acl-without-return-ports', twoCloudsOnLinuxAclWithoutReturnPorts),
  example('two-clouds-on-linux.firewall-drop', twoCloudsOnLinuxFirewallDrop),
  example('two-clouds-on-linux.firewall-reject', twoCloudsOnLinuxFirewallReject),
  example('two-clouds-on-linux.forward-route-withdrawn', twoCloudsOnLinuxForwardRouteWithdrawn),
  example('two-clouds-on-linux.mtu-black-hole', twoCloudsOnLinuxMtuBlackHole),
  example('two-clouds-on-linux.mtu-black-hole-clamped', twoCloudsOnLinuxMtuBlackHoleClamped),
  example('two-clouds-on-linux.overlap', twoCloudsOnLinuxOverlap),
  example('two-clouds-on-linux.return-route-blackhole', twoCloudsOnLinuxReturnRouteBlackhole),
  example('two-clouds-on-linux.return-route-missing', twoCloudsOnLinuxReturnRouteMissing),
  example('two-clouds-on-linux.reverse-path', twoCloudsOnLinuxReversePath),
  example('two-clouds-on-linux.small-wan', twoCloudsOnLinuxSmallWan),
  example('two-peered-vpcs', twoPeeredVpcs),
]

/** The example of that id. */
export function loadExample(id: string): Example | undefined {
  return EXAMPLES.find(one => one.id === id)
}

/** The text of an example by its path, whatever the folder: what `parseDesign` loads for examples that extend one another. */
export function exampleText(path: string): string | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1)
  return EXAMPLES.find(one => one.file === file)?.text
}
