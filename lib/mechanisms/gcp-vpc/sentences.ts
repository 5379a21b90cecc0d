import type { Mechanism } from '@/lib/mechanisms/types'

export const sentences: Mechanism['sentences'] = {
  'gcp-vpc.subnet': 'The destination {prefix} is a range of this network: its subnet route holds in every region.',
  'gcp-vpc.default': 'No other route matches, so the packet takes the default route to the internet gateway of the network.',
  'gcp-vpc.region': 'Machines use the routes of the region that their subnet is in.',
  'gcp-vpc.inwards': 'The internet gateway hands packets for {prefix} to its network.',
  'gcp-vpc.outwards': 'Everything else goes to the internet.',
  'gcp-vpc.one-to-one': 'The external address {after} stands for {before}, one to one.',
  'gcp-vpc.no-region': 'Subnet {subnet} has no region, and neither has the site around it. Which routes it gets depends on the region: name one.',
  'gcp-vpc.ranges-overlap': 'The ranges {range} of {owner} and {other} of {otherOwner} overlap. Primary and secondary ranges of one network must be apart. Give one of them another range.',
  'gcp-vpc.subnet-size': 'The range {range} of {owner} is smaller than /29, the smallest that a subnet takes. Choose a larger one.',
}
