import type { ElementKind } from '@/lib/design/kinds/index'
import { cidr, type Cidr } from '@/lib/net/cidr'
import { own } from '@/lib/net/own'

/** What differs between providers when something is drawn, as data. */
export interface ProviderHabits {
  readonly region: string
  /** Whether VPCs have ranges, inside which subnets lie. */
  readonly vpcRanges: 'inside' | 'none'
  /** Lengths for a new subnet, the first that is free. */
  readonly subnetLengths: readonly number[]
  /** Where subnets are taken from where the VPC has no range. */
  readonly subnetPool: readonly Cidr[]
  /** Letters of zones that subnets take turns in; none where a subnet spans its region. */
  readonly zones: readonly string[]
  /** Addresses of a subnet that nobody gets, counted from its start and from its end. */
  readonly reserved: readonly number[]
  readonly clusterNetwork: string | undefined
  /** Pods have addresses of their node's subnet, or of a range that each node has of its own. */
  readonly podAddresses: 'subnet' | 'node-range'
  readonly servicesLength: number
  /** The VPC's own resolver: the n-th address of its first range, or always the same one. */
  readonly resolver: { readonly nth: number } | { readonly address: string } | undefined
}

const lengths = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n)

/**
 * Sources: Amazon VPC user guide, "Subnet sizing" (five reserved addresses, /16 to /28), "Amazon DNS server" (base plus two); Google Cloud VPC
 * documentation, "Subnets" (four unusable addresses, at most /29; auto mode subnets are /20 in 10.128.0.0/9); "Compute Engine internal DNS".
 */
const HABITS: Readonly<Record<string, ProviderHabits>> = {
  aws: {
    region: 'eu-west-1', vpcRanges: 'inside', subnetLengths: lengths(24, 28), subnetPool: [], zones: ['a', 'b', 'c'], reserved: [0, 1, 2, 3, -1],
    clusterNetwork: 'aws-vpc-cni', podAddresses: 'subnet', servicesLength: 16, resolver: { nth: 2 },
  },
  gcp: {
    region: 'europe-west4', vpcRanges: 'none', subnetLengths: lengths(20, 29), subnetPool: [cidr('10.128.0.0/9'), cidr('10.0.0.0/8')], zones: [], reserved: [0, 1, -2, -1],
    clusterNetwork: 'gke-vpc-native', podAddresses: 'node-range', servicesLength: 20, resolver: { address: '169.254.169.254' },
  },
}
const OTHER: ProviderHabits = {
  region: 'here', vpcRanges: 'inside', subnetLengths: lengths(24, 29), subnetPool: [], zones: [], reserved: [0, 1, -1],
  clusterNetwork: undefined, podAddresses: 'node-range', servicesLength: 20, resolver: undefined,
}

/** Of a site of which nobody has said anything. */
export const DEFAULT_PROVIDER = 'aws'

/** Whether Podway knows the habits of a provider; it guesses at those of others. */
export const isKnownProvider = (provider: string): boolean => Object.hasOwn(HABITS, provider)

export const habitsOf = (provider: string | undefined): ProviderHabits => own(HABITS, provider ?? '') ?? OTHER

/** Kinds that only these providers have. */
export const ONLY_IN: Readonly<Partial<Record<ElementKind, readonly string[]>>> = {
  vpc: ['aws', 'azure', 'gcp'],
  'internet-gateway': ['aws'], 'security-group': ['aws'], 'network-acl': ['aws'], 'route-table': ['aws'],
  'cloud-router': ['gcp'], firewall: ['gcp'], 'secondary-range': ['gcp'],
  'nat-gateway': ['aws', 'gcp'], 'vpn-gateway': ['aws', 'gcp'], 'load-balancer': ['aws', 'gcp'], cluster: ['aws', 'gcp'],
}

/** Kinds of which a place holds one. Sources: Amazon VPC user guide, "Internet gateways"; Site-to-Site VPN user guide, "Virtual private gateway". */
export const ONE_EACH: readonly { readonly kind: ElementKind; readonly parent: ElementKind | 'root'; readonly provider?: string }[] = [
  { kind: 'internet', parent: 'root' },
  { kind: 'internet-gateway', parent: 'vpc' },
  { kind: 'vpn-gateway', parent: 'vpc', provider: 'aws' },
  { kind: 'name-server', parent: 'vpc' },
]
