import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { awsSecurityGroup } from '@/lib/mechanisms/aws-security-group/mechanism'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { host } from '@/lib/mechanisms/host/mechanism'
import { kubernetes } from '@/lib/mechanisms/kubernetes/mechanism'
import { formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { addressSetOf, deviceOf, podDevice } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { awsVpcCni } from './mechanism'

type Elements = Record<string, Record<string, unknown>>
const compiled = (elements: Elements) =>
  compile({ podway: 1, name: 'test', elements, links: {}, assertions: [], layout: {} } as unknown as Design, [awsVpc, awsSecurityGroup, kubernetes, awsVpcCni, host])

const pod = (node: string, address: string) => ({ node, address })
const base = (config: object = {}): Elements => ({
  aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' },
  vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16', '100.64.0.0/16'] },
  'subnet-1': { kind: 'subnet', parent: 'vpc', cidr: '10.10.1.0/24' },
  'subnet-2': { kind: 'subnet', parent: 'vpc', cidr: '10.10.2.0/24' },
  nodes: { kind: 'security-group', parent: 'vpc', ingress: [{ traffic: ['all'], peers: ['nodes'] }] },
  cluster: { kind: 'cluster', parent: 'vpc', services: '172.20.0.0/16', network: { mechanism: 'aws-vpc-cni', config } },
  'node-1': { kind: 'node', parent: 'cluster', subnet: 'subnet-1', address: '10.10.1.10', securityGroups: ['nodes'] },
  'node-2': { kind: 'node', parent: 'cluster', subnet: 'subnet-2', address: '10.10.2.10', securityGroups: ['nodes'] },
  web: { kind: 'workload', parent: 'cluster', ports: [80], pods: [pod('node-1', '10.10.1.37'), pod('node-2', '10.10.2.41')] },
})
const nodeOf = (elements: Elements) => compiled(elements).network.devices.get(deviceOf('node-1'))

/** What the source of a new flow from a pod becomes towards a destination, by the node's rules alone. */
function seenFrom(config: object, to: string): string {
  const { network } = compiled({ ...base(config), far: { kind: 'vpc', parent: 'aws', cidrs: ['192.0.2.0/24'] } })
  const { forward } = converse(network, { device: podDevice('web', 0), destination: ip(to), protocol: PROTOCOLS.tcp, destinationPort: 80, sizeBytes: 64, dontFragment: true })
  const hop = forward[0]?.hops.find(({ device }) => device === 'node-1')
  const step = hop?.steps.find(({ type }) => type === 'transmit')
  return step?.type === 'transmit' ? step.header.source : 'nothing'
}

describe('source translation', () => {
  it.each([
    { name: 'inside the VPC a pod keeps its address (network.go: RETURN for every VPC CIDR)', config: {}, to: '10.10.2.41', expected: '10.10.1.37' },
    { name: 'so it does towards a second range of the VPC', config: {}, to: '100.64.3.4', expected: '10.10.1.37' },
    { name: 'outside the VPC it has the address of its node (EKS user guide, external SNAT)', config: {}, to: '10.24.1.5', expected: '10.10.1.10' },
    { name: 'towards the internet as well', config: {}, to: '198.51.100.7', expected: '10.10.1.10' },
    { name: 'not with AWS_VPC_K8S_CNI_EXTERNALSNAT', config: { externalSnat: true }, to: '10.24.1.5', expected: '10.10.1.37' },
    { name: 'not towards AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS', config: { excludeSnatCidrs: ['10.24.0.0/14'] }, to: '10.24.1.5', expected: '10.10.1.37' },
    { name: 'an excluded range excludes nothing else', config: { excludeSnatCidrs: ['10.24.0.0/14'] }, to: '10.28.0.1', expected: '10.10.1.10' },
    { name: 'excluding everything means never (README: 0.0.0.0/0)', config: { excludeSnatCidrs: ['0.0.0.0/0'] }, to: '198.51.100.7', expected: '10.10.1.37' },
  ])('$name', ({ config, to, expected }) => { expect(seenFrom(config, to)).toBe(expected) })

  it('a pod that is asked from outside answers with its own address (only the first packet of a flow meets the rules)', () => {
    const rules = nodeOf(base())?.nat.map(({ hook, order, code }) => `${hook} ${order} ${code}`)
    expect(rules).toEqual(['postrouting 200 aws-vpc-cni.no-snat', 'postrouting 201 aws-vpc-cni.snat'])
  })
})

describe('the node in its subnet', () => {
  it('has the length of its subnet, the MTU of the VPC, and claims the addresses of its pods (cni-proposal.md: secondary addresses)', () => {
    const eth0 = nodeOf(base())?.interfaces.find(item => item.id === 'node-1:eth0')
    expect({ addresses: eth0?.addresses, mtu: eth0?.mtuBytes, claims: eth0?.port?.claims.map(formatCidr), check: eth0?.port?.check })
      .toEqual({ addresses: [{ address: '10.10.1.10', length: 24 }], mtu: 9001, claims: ['10.10.1.37/32'], check: 'source-and-destination' })
  })
  it('takes the MTU that the VPC says', () => {
    const smaller = { ...base(), vpc: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'], mtuBytes: 1500 } }
    expect(compiled(smaller).network.devices.get(podDevice('web', 0))?.interfaces[0]?.mtuBytes).toBe(1500)
  })
  it('puts its pods into its security groups (EKS user guide: pods use the groups of the node)', () => {
    expect(compiled(base()).network.addressSets.get(addressSetOf('nodes', 'members'))?.members.map(member => formatCidr(member.cidr)).sort())
      .toEqual(['10.10.1.10/32', '10.10.1.37/32', '10.10.2.10/32', '10.10.2.41/32'])
  })
  it.each<{ name: string; changes: Elements; config?: object; expected: object }>([
    { name: 'the resolver is the first range plus two (VPC user guide, DNS attributes)', changes: {}, expected: { nameServers: ['10.10.0.2'], search: ['eu-west-1.compute.internal'] } },
    { name: 'or the one that is drawn', changes: { 'name-server': { kind: 'name-server', parent: 'vpc', address: '10.10.1.53' } }, expected: { nameServers: ['10.10.1.53'] } },
    { name: 'us-east-1 has its own domain (DHCP option sets: ec2.internal)', changes: { aws: { kind: 'site', provider: 'aws', region: 'us-east-1' } }, expected: { search: ['ec2.internal'] } },
    { name: 'other domains are configuration', changes: {}, config: { hostSearch: ['example.org'] }, expected: { search: ['example.org'] } },
  ])('$name', ({ changes, config, expected }) => {
    expect(compiled({ ...base(config), ...changes }).network.stubResolvers.get(deviceOf('node-1'))).toMatchObject(expected)
  })
  it('reaches pods of other nodes and subnets with addresses of the VPC only', () => {
    const { network } = compiled(base())
    const { accepted } = converse(network, { device: podDevice('web', 0), destination: ip('10.10.2.41'), protocol: PROTOCOLS.tcp, destinationPort: 80, sizeBytes: 64, dontFragment: true })
    expect(accepted).toEqual([{ device: 'web-1', sourceSeen: '10.10.1.37', replied: true }])
  })
})

describe('problems', () => {
  it.each<{ name: string; changes: Elements; code: string; element: string }>([
    { name: 'a pod outside the VPC', changes: { web: { kind: 'workload', parent: 'cluster', pods: [pod('node-1', '10.24.1.5')] } }, code: 'aws-vpc-cni.pod-outside-vpc', element: 'web' },
    { name: 'a pod in another subnet than its node', changes: { web: { kind: 'workload', parent: 'cluster', pods: [pod('node-1', '10.10.2.37')] } }, code: 'aws-vpc-cni.pod-outside-subnet', element: 'web' },
    { name: 'a reserved address (VPC user guide, subnet sizing: first four and last)', changes: { 'node-1': { kind: 'node', parent: 'cluster', subnet: 'subnet-1', address: '10.10.1.3' } }, code: 'aws-vpc-cni.reserved', element: 'node-1' },
    { name: 'a pod with the broadcast address', changes: { web: { kind: 'workload', parent: 'cluster', pods: [pod('node-1', '10.10.1.255')] } }, code: 'aws-vpc-cni.reserved', element: 'web' },
    { name: 'a node in another cloud', changes: { aws: { kind: 'site', provider: 'gcp' } }, code: 'aws-vpc-cni.not-in-aws', element: 'node-1' },
  ])('$name', ({ changes, code, element }) => {
    expect(compiled({ ...base(), ...changes }).problems.find(problem => problem.code === code)).toMatchObject({ element, severity: 'error' })
  })
  it('raises none for a sound cluster', () => { expect(compiled(base()).problems.filter(({ code }) => code.startsWith('aws-vpc-cni.'))).toEqual([]) })
})
