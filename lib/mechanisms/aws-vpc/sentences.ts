import type { Mechanism } from '@/lib/mechanisms/types'

export const sentences: Mechanism['sentences'] = {
  'aws-vpc.local': 'The destination is inside the VPC: the local route keeps it there.',
  'aws-vpc.static': 'A static route of the route table decides.',
  'aws-vpc.propagated': 'The route came into the route table by propagation from the virtual private gateway.',
  'aws-vpc.route-table': 'Packets from this subnet use its route table.',
  'cidr.local-wins': 'The destination lies in a range that this network has too, and inside a network its own ranges win even over longer routes that were learned. So packets for it never leave. Give one of the two another range.',
  'aws-vpc.no-range': 'VPC {vpc} has no address range. Give it one between /16 and /28.',
  'aws-vpc.range-size': 'The range {range} is not between /16 and /28, which AWS asks of VPCs and subnets. Choose another size.',
  'aws-vpc.ranges-overlap': 'The ranges {range} and {other} of one VPC overlap. Change one of them.',
  'aws-vpc.subnet-outside': 'Subnet {subnet} ({range}) lies outside the ranges of VPC {vpc}. Move it inside one, or add a range to the VPC.',
  'aws-vpc.subnets-overlap': 'Subnets {subnet} ({range}) and {other} ({otherRange}) overlap. Give one of them another range.',
  'aws-vpc.of-another-vpc': 'Subnet {subnet} names {thing}, which does not belong to VPC {vpc}. Name one of the same VPC.',
  'aws-vpc.target-not-attached': 'Route table {table} names {target}, which is not attached to VPC {vpc}: its packets are dropped. Attach it, or choose another target.',
  'aws-vpc.inside-local': 'Route table {table} has a route to {destination}, which lies inside VPC {vpc}. There a route must name the whole range of a subnet and lead to a NAT gateway or a machine. Remove it or widen it.',
  'aws-vpc.route-twice': 'Route table {table} has two routes to {destination}. Remove one of them.',
}
