import type { Placement } from './placement'

/** The two peered VPCs with a cluster and a CoreDNS in each (lib/examples/peered-names), changed. */
const peered = (patch = ''): string => `podway: 1\nname: A placement\nextends: ./peered-names.design.yaml\n${patch === '' ? '' : `patch:\n  elements:\n${patch}`}`

/** The group of cluster B, with these lines for VPC A beside the web shop's port. */
const admittedToB = (traffic: string): string => `    sg-b:
      ingress:
        - { traffic: [all], peers: [sg-b] }
        - { traffic: [tcp/8080${traffic}], peers: [10.1.0.0/16] }
`

/** A CoreDNS of cluster A that hands the other domain on in this way. */
const forwardingA = (...forward: readonly string[]): string => `    coredns-a:
      config:
        corefile: |
          .:53 {
              errors
              kubernetes a.example in-addr.arpa ip6.arpa
              forward . /etc/resolv.conf
          }
          b.example:53 {
              errors
${forward.map(line => `              ${line}\n`).join('')}          }
`

/** Pods of cluster A that ask these servers and nobody else. */
const askingA = (servers: string, options = 'timeout:1, attempts:1'): string => `    web-a: { resolver: { policy: None, nameServers: [${servers}], options: [${options}] } }\n`

/** A CoreDNS of cluster B with one zone of these records. */
const zoneB = (records: readonly string[]): string => `    coredns-b:
      config:
        files:
          /etc/coredns/zone: |
            b.example. 60 IN SOA ns.b.example. host.b.example. 1 60 60 60 60
${records.map(record => `            ${record}\n`).join('')}        corefile: |
          .:53 {
              errors
              file /etc/coredns/zone b.example
          }
`

/** An answer of so many long names in a row, which share nothing that could be written once, and an address at the end: 200 bytes each. */
function longAnswer(names: number): string {
  const letters = Array.from({ length: names }, (_, at) => String.fromCharCode(97 + at))
  const aliases = letters.map(letter => `${letter.repeat(60)}.${letter.repeat(59)}.${letter.repeat(58)}.b.example`)
  return zoneB(['large.b.example', ...aliases].map((name, at) => `${name}. 60 IN ${at < names ? `CNAME ${aliases[at]}.` : 'A 10.2.1.37'}`))
}

/** An answer of so many addresses: 16 bytes each. */
const manyAddresses = (count: number): string => zoneB(Array.from({ length: count }, (_, at) => `large.b.example. 60 IN A 10.2.${2 + Math.floor(at / 250)}.${at % 250}`))

/** A workload of cluster A in its node's network, with a headless service. */
const agent = (policy: string): string => `    agent: { kind: workload, parent: cluster-a, controller: DaemonSet, hostNetwork: true, ports: [9100], pods: [{ node: node-a, address: 10.1.1.10 }], resolver: { policy: ${policy} } }
    agent-svc: { kind: service, parent: cluster-a, name: agent, type: Headless, workload: agent, ports: [{ name: metrics, port: 9100 }] }
`
const ORDERS = 'orders.default.svc.b.example'

/** A balancer in VPC B in front of its CoreDNS. It puts its own address in the client's place, since it takes TCP alone. */
const balancerB = '    nlb-b: { kind: load-balancer, parent: vpc-b, subnet: subnet-b, address: 10.2.1.100, target: coredns-b, listeners: [{ protocol: tcp, port: 53 }], securityGroups: [sg-b] }\n'

/** Two GKE clusters in one VPC, whose firewall lets everything through but what `more` says. */
const twoInOne = (title: string, more: string, elements: string): string => `podway: 1
name: ${title}
elements:
  gcp: { kind: site, provider: gcp, region: europe-west4 }
  vpc: { kind: vpc, parent: gcp }
  subnet: { kind: subnet, parent: vpc, cidr: 10.20.0.0/20, region: europe-west4 }
  pods: { kind: secondary-range, parent: subnet, cidr: 10.24.0.0/14 }
  inside: { kind: firewall, parent: vpc, rules: [{ name: inside, direction: ingress, action: allow, priority: 1000, sources: [10.0.0.0/8], traffic: [all] }${more}] }
  cluster-b: { kind: cluster, parent: vpc, pods: pods, services: 10.28.0.0/20, domain: b.example, network: { mechanism: gke-vpc-native } }
  node-b: { kind: node, parent: cluster-b, subnet: subnet, address: 10.20.0.11, podRange: 10.24.1.0/24 }
  other-b: { kind: node, parent: cluster-b, subnet: subnet, address: 10.20.0.12, podRange: 10.24.2.0/24 }
  cluster-c: { kind: cluster, parent: vpc, pods: pods, services: 10.28.16.0/20, domain: c.example, network: { mechanism: gke-vpc-native } }
  node-c: { kind: node, parent: cluster-c, subnet: subnet, address: 10.20.0.21, podRange: 10.24.3.0/24 }
${elements}`

/** The CoreDNS of one stands behind an internal balancer, a pod of the other asks it; it forwards to a plain name server. */
const balanced = (policy: string): string => twoInOne('A forwarder behind a balancer', '', `  core-b:
    kind: name-server
    parent: cluster-b
    mechanism: coredns
    pods: [{ node: node-b, address: 10.24.1.53 }]
    config:
      corefile: |
        .:53 {
            errors
            forward . 10.20.0.53
        }
  balancer: { kind: load-balancer, parent: vpc, subnet: subnet, address: 10.20.0.100, target: core-b, listeners: [{ protocol: udp, port: 53 }, { protocol: tcp, port: 53 }], config: { externalTrafficPolicy: ${policy} } }
  asker: { kind: workload, parent: cluster-c, pods: [{ node: node-c, address: 10.24.3.7 }], resolver: { policy: None, nameServers: [10.20.0.100], options: [timeout:1, attempts:1] } }
  machine: { kind: host, parent: vpc, subnet: subnet, address: 10.20.0.53, ports: [8080] }
  bind: { kind: name-server, parent: vpc, mechanism: host-name-server, host: machine, zones: [{ zone: corp.example, records: [{ name: app.corp.example, type: A, data: 10.20.0.53 }] }] }
`)

/** CoreDNS of cluster B watches cluster C by its API server in the same VPC. */
const watchingC = (more: string): string => twoInOne('A CoreDNS that watches another cluster', more, `  api-c: { kind: api-server, parent: cluster-c, subnet: subnet, address: 10.20.0.2 }
  core-b:
    kind: name-server
    parent: cluster-b
    mechanism: coredns
    pods: [{ node: node-b, address: 10.24.1.53 }]
    config:
      kubeconfigs: { /etc/coredns/c.kubeconfig: api-c }
      corefile: |
        .:53 {
            errors
            kubernetai b.example {
                fallthrough
            }
            kubernetai c.example {
                kubeconfig /etc/coredns/c.kubeconfig
            }
        }
  asker: { kind: workload, parent: cluster-b, pods: [{ node: other-b, address: 10.24.2.7 }], resolver: { policy: None, nameServers: [10.24.1.53], options: [timeout:1, attempts:1] } }
  web: { kind: workload, parent: cluster-c, ports: [8080], pods: [{ node: node-c, address: 10.24.3.8 }] }
  web-svc: { kind: service, parent: cluster-c, name: web, type: Headless, workload: web, ports: [{ name: http, port: 8080 }] }
`)

/** The placements of the names lab: where a client and its servers stand. Every row of issue 5 is one or more of these. */
export const PLACEMENTS: readonly Placement[] = [
  { name: 'pod, through the service of its cluster', design: peered(), from: 'web-b-0', to: 'orders', port: 8080 },
  { name: 'pod, two name servers behind the service', design: peered('    coredns-b: { pods: [{ node: node-b, address: 10.2.1.21 }, { node: node-b, address: 10.2.1.22 }] }\n'), from: 'web-b-0', to: 'orders', port: 8080 },
  { name: 'pod, a name that nobody has', design: peered(), from: 'web-b-0', to: 'nobody.default.svc.b.example', port: 8080 },
  { name: 'pod, a name of the VPC outside the cluster', design: peered(), from: 'web-a-0', to: 'app.corp.example.', port: 8080 },
  { name: 'hostNetwork pod, ClusterFirst', design: peered(agent('ClusterFirst')), from: 'agent-0', to: 'web.default.svc.a.example', port: 8080 },
  { name: 'hostNetwork pod, ClusterFirst, a name of the VPC', design: peered(agent('ClusterFirst')), from: 'agent-0', to: 'app.corp.example', port: 8080 },
  { name: 'hostNetwork pod, ClusterFirstWithHostNet', design: peered(agent('ClusterFirstWithHostNet')), from: 'agent-0', to: 'web', port: 8080 },
  { name: 'pod, a service of hostNetwork pods', design: peered(agent('ClusterFirstWithHostNet')), from: 'web-a-0', to: 'agent', port: 9100 },
  { name: 'node, a name of its VPC', design: peered(), from: 'node-a', to: 'app.corp.example', port: 8080 },
  { name: 'node, a name of the cluster', design: peered(), from: 'node-a', to: 'web.default.svc.a.example', port: 8080 },
  { name: 'behind NodeLocal, a name of the cluster', design: peered('    cache-a: { kind: name-server, parent: cluster-a, mechanism: node-local-dns }\n'), from: 'web-a-0', to: 'web', port: 8080 },
  { name: 'behind NodeLocal, a name that goes past the cluster', design: peered('    cache-a: { kind: name-server, parent: cluster-a, mechanism: node-local-dns }\n'), from: 'web-a-0', to: 'app.corp.example.', port: 8080 },
  { name: 'forwarder whose source is rewritten', design: peered(), from: 'web-a-0', to: ORDERS, port: 8080 },
  {
    name: 'forwarder behind a load balancer (TCP)',
    design: peered(`${balancerB}${admittedToB(', tcp/53')}${askingA('10.2.1.100', 'timeout:1, attempts:1, use-vc')}`),
    from: 'web-a-0', to: 'web.default.svc.a.example.', port: 8080,
  },
  { name: 'upstream behind a load balancer (TCP)', design: peered(`${balancerB}${admittedToB(', tcp/53')}${forwardingA('forward . 10.2.1.100 {', '    force_tcp', '}')}`), from: 'web-a-0', to: ORDERS, port: 8080 },
  { name: 'forwarder behind a load balancer (UDP)', design: balanced('Cluster'), from: 'asker-0', to: 'app.corp.example.', port: 8080 },
  { name: 'forwarder behind a load balancer that keeps the source', design: balanced('Local'), from: 'asker-0', to: 'app.corp.example.', port: 8080 },
  { name: "other cluster's client", design: peered(askingA('10.2.1.21')), from: 'web-a-0', to: ORDERS, port: 8080 },
  { name: 'TCP/53 only, asked over UDP', design: peered(`${admittedToB(', tcp/53')}${askingA('10.2.1.21')}`), from: 'web-a-0', to: ORDERS, port: 8080 },
  { name: 'TCP/53 only, asked over TCP', design: peered(`${admittedToB(', tcp/53')}${askingA('10.2.1.21', 'timeout:1, attempts:1, use-vc')}`), from: 'web-a-0', to: ORDERS, port: 8080 },
  { name: 'TCP/53 only, forwarder with force_tcp', design: peered(`${admittedToB(', tcp/53')}${forwardingA('forward . 10.2.1.21 {', '    force_tcp', '}')}`), from: 'web-a-0', to: ORDERS, port: 8080 },
  { name: 'UDP/53 only, a small answer', design: peered(`${admittedToB(', udp/53')}${askingA('10.2.1.21')}`), from: 'web-a-0', to: ORDERS, port: 8080 },
  { name: 'UDP/53 only, a truncated answer', design: peered(`${admittedToB(', udp/53')}${askingA('10.2.1.21')}${longAnswer(3)}`), from: 'web-a-0', to: 'large.b.example', port: 8080 },
  { name: 'truncated answer', design: peered(`${admittedToB(', udp/53, tcp/53')}${askingA('10.2.1.21')}${longAnswer(3)}`), from: 'web-a-0', to: 'large.b.example', port: 8080 },
  { name: 'truncated answer over a small MTU', design: peered(`    vpc-b: { mtuBytes: 1280 }\n${admittedToB(', udp/53, tcp/53')}${askingA('10.2.1.21')}${longAnswer(8)}`), from: 'web-a-0', to: 'large.b.example', port: 8080 },
  { name: 'truncated answer over a small MTU, without a word of it', design: peered(`    west: { kind: site, provider: aws, region: us-west-2 }\n    vpc-b: { parent: west }\n    subnet-b: { zone: us-west-2a }\n${admittedToB(', udp/53, tcp/53')}${askingA('10.2.1.21')}${manyAddresses(600)}`), from: 'web-a-0', to: 'large.b.example', port: 8080 },
  { name: 'large datagram (EDNS)', design: peered(`    vpc-b: { mtuBytes: 1280 }\n${admittedToB(', udp/53')}${askingA('10.2.1.21', 'timeout:1, attempts:1, edns0')}${longAnswer(5)}`), from: 'web-a-0', to: 'large.b.example', port: 8080 },
  { name: 'larger than EDNS allows', design: peered(`${admittedToB(', udp/53')}${askingA('10.2.1.21', 'timeout:1, attempts:1, edns0')}${longAnswer(8)}`), from: 'web-a-0', to: 'large.b.example', port: 8080 },
  { name: 'name server down: nobody has the address', design: peered(askingA('10.1.1.99')), from: 'web-a-0', to: ORDERS, port: 8080 },
  { name: 'name server down: nothing listens there', design: peered(askingA('10.1.1.10')), from: 'web-a-0', to: ORDERS, port: 8080 },
  { name: 'name server down: a service without a ready pod', design: peered('    coredns-a: { pods: [{ node: node-a, address: 10.1.1.21, ready: false }] }\n'), from: 'web-a-0', to: 'web', port: 8080 },
  { name: 'two name servers, the first silent', design: peered(askingA('10.1.1.99, 172.20.0.10')), from: 'web-a-0', to: 'web.default.svc.a.example', port: 8080 },
  { name: 'two name servers, the first not listening', design: peered(askingA('10.1.1.10, 172.20.0.10')), from: 'web-a-0', to: 'web.default.svc.a.example', port: 8080 },
  { name: 'two name servers, the first denies', design: peered(askingA('10.1.0.2, 172.20.0.10')), from: 'web-a-0', to: 'web.default.svc.a.example', port: 8080 },
  { name: "CoreDNS that watches the other cluster's API server", design: watchingC(''), from: 'asker-0', to: 'web.default.svc.c.example', port: 8080 },
  { name: "CoreDNS that does not reach the other cluster's API server", design: watchingC(', { name: no-api, direction: egress, action: deny, priority: 900, destinations: [10.20.0.2/32], traffic: [tcp/443] }'), from: 'asker-0', to: 'web.default.svc.c.example', port: 8080 },
  { name: 'upstream down', design: peered(forwardingA('forward . 10.2.1.99')), from: 'web-a-0', to: ORDERS, port: 8080 },
]
