import { defineMechanism } from '@/lib/mechanisms/types'
import { cidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, interfaceOf, linkOf, trackerOf } from '@/lib/network/names'
import { plainInterface, plainPort } from '@/lib/network/plain'
import { nlbConfig } from './config'
import { balancerDevice } from './device'
import { ownListenersOnly } from './filters'
import { checkBalancer } from './problems'
import { keepsClient } from './preservation'
import { targetsOf } from './targets'
import { translationRules } from './translation'

/** Source: Amazon EC2 user guide, "Network maximum transmission unit (MTU)". */
const VPC_MTU_BYTES = 9001

/**
 * An internal Network Load Balancer with IP targets. Source: Elastic Load Balancing user guide, "Edit target group attributes for your
 * Network Load Balancer".
 */
export const awsNlb = defineMechanism({
  name: 'aws-nlb',
  title: 'AWS Network Load Balancer (internal, IP targets)',
  category: 'balancer',
  attachesTo: [{ kind: 'load-balancer', provider: 'aws', named: 'mechanism', otherwise: true }],
  schema: nlbConfig,
  sentences: {
    'aws-nlb.target': 'The load balancer picks a ready target.',
    'aws-nlb.hides-client': 'The load balancer puts its own address in place of the client\'s. Turn on client address preservation if the target must see the client.',
    'aws-nlb.subnet': 'The load balancer reaches its own subnet directly.',
    'aws-nlb.default': 'The load balancer sends everything else to the router of its subnet.',
    'aws-nlb.no-listener': 'The load balancer has no listener for this traffic. Add a listener, or ask for a port that has one.',
    'aws-nlb.no-targets': 'The load balancer has no ready target for this listener. Make a pod of its target ready.',
    'aws-nlb.outside-subnet': 'The address {address} of load balancer {balancer} lies outside its subnet {subnet} ({range}). Choose one inside.',
    'aws-nlb.of-another-vpc': 'Load balancer {balancer} names subnet {subnet} of another VPC. Choose a subnet of its own VPC.',
    'aws-nlb.targets-missing': 'Load balancer {balancer} has the target {target}, which has no ready pod. Whoever asks waits in vain.',
    'aws-nlb.preserves-anyway': 'Load balancer {balancer} is set not to keep client addresses, yet UDP always keeps them. Its targets must admit the clients themselves.',
  },
  problems: { 'load-balancer': checkBalancer },
  contribute: {
    place: { 'load-balancer': ({ view, id, subject }) => [{ add: 'device', device: balancerDevice(view, id, subject) }] },
    connect: {
      'load-balancer': ({ view, id, subject }) => {
        const subnet = view.get(subject.subnet, 'subnet')
        if (!subnet) return []
        const name = interfaceOf(deviceOf(id), 'eth0')
        const plain = plainInterface(name, linkOf(subject.subnet), id, view.get(subnet.parent, 'vpc')?.mtuBytes ?? VPC_MTU_BYTES)
        return [{ add: 'interface', device: deviceOf(id), interface: { ...plain, addresses: [{ address: ip(subject.address), length: cidr(subnet.cidr).length }], port: plainPort(name) } }]
      },
    },
    translate: {
      'load-balancer': ({ view, id, subject, config, network }) => {
        const rules = subject.listeners.flatMap((listener, index) => translationRules({ id, balancer: subject, config, targets: targetsOf(view, subject, listener), listener, index }))
        const preserved = subject.listeners.filter(listener => keepsClient(subject, listener, config)).flatMap(listener => targetsOf(view, subject, listener))
        const nodes = [...new Set(preserved.flatMap(target => target.node ?? []))]
        const port = trackerOf(interfaceOf(deviceOf(id), 'eth0'))
        return [
          ...rules.map(rule => ({ add: 'nat', at: { device: deviceOf(id) }, rule }) as const),
          ...nodes.filter(node => network.devices.get(deviceOf(node))?.interfaces.some(item => item.id === interfaceOf(deviceOf(node), 'eth0') && item.port))
            .map(node => ({ add: 'return-through', device: deviceOf(node), port: interfaceOf(deviceOf(node), 'eth0'), trackers: [port, trackerOf(deviceOf(id)), port] }) as const),
        ]
      },
    },
    filter: {
      'load-balancer': ({ view, id, subject }) => [{ add: 'filter', at: { device: deviceOf(id) }, filter: ownListenersOnly(view, id, subject) }],
    },
  },
})
