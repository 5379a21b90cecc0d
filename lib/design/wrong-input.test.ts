import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SAMPLE_DESIGN, SAMPLE_MECHANISMS } from '@/lib/generate/sample-design'
import { formatDesignError } from './error'
import { parseDesign } from './parse'

const parse = (text: string) => parseDesign(text, { source: 'x.yaml', mechanisms: SAMPLE_MECHANISMS })
const errorsOf = (text: string) => { const parsed = parse(text); return parsed.ok ? [] : parsed.error.map(formatDesignError) }

/** The sample with one mistake. */
function sample(right: string, wrong: string): string {
  if (!SAMPLE_DESIGN.includes(right)) throw new Error(`the sample does not hold ${right}`)
  return SAMPLE_DESIGN.replace(right, () => wrong)
}

const MISTAKES: readonly { readonly name: string; readonly text: string; readonly expected: readonly string[] }[] = [
  {
    name: 'an empty file', text: '',
    expected: ['x.yaml:1:1: The file is empty.'],
  },
  {
    name: 'only a comment', text: '# nothing\n',
    expected: ['x.yaml:1:1: The file is empty.'],
  },
  {
    name: 'a text in place of a map', text: 'hello\n',
    expected: ['x.yaml:1:1: A design is a map with podway, name and elements.'],
  },
  {
    name: 'a list in place of a map', text: '- podway: 1\n',
    expected: ['x.yaml:1:1: A design is a map with podway, name and elements.'],
  },
  {
    name: 'a quote that is not closed', text: sample('name: Sample', 'name: "Sample'),
    expected: ['x.yaml:2:7: A closing " is missing.'],
  },
  {
    name: 'a bracket that is not closed', text: sample('cidrs: [10.1.0.0/16]', 'cidrs: [10.1.0.0/16'),
    expected: ['x.yaml:5:80: A closing ] is missing.', 'x.yaml:6:3: A closing } is missing.'],
  },
  {
    name: 'a brace that is not closed', text: 'podway: 1\nelements: { a: { kind: site\n',
    expected: ['x.yaml:3:1: A closing } is missing.'],
  },
  {
    name: 'tabs as indentation', text: sample('  blue:', '	blue:'),
    expected: ['x.yaml:4:1: Lines are indented with spaces, not with tabs.', 'x.yaml:5:1: The indentation does not fit the lines around it.'],
  },
  {
    name: 'a colon inside of a plain text', text: sample('name: Sample', 'name: Sample: the second'),
    expected: ['x.yaml:2:7: A second ": " stands on one line; put the value in quotes or on lines of its own.'],
  },
  {
    name: 'a wrong indentation', text: sample('    kind: network-acl\n    parent: net', '    kind: network-acl\n   parent: net'),
    expected: ['x.yaml:13:1: The indentation does not fit the lines around it.', 'x.yaml:13:12: A second ": " stands on one line; put the value in quotes or on lines of its own.', 'x.yaml:13:12: A key has no ": " on its line.'],
  },
  {
    name: 'a text that starts with @', text: sample('name: Sample', 'name: @home'),
    expected: ['x.yaml:2:7: A text that starts with this character needs quotes.'],
  },
  {
    name: 'an unknown escape', text: sample('name: Sample', 'name: "C:\\quay"'),
    expected: ['x.yaml:2:10: This escape sequence is not known in double quotes; write \\\\ for a backslash.'],
  },
  {
    name: 'a tag', text: sample('name: Sample', 'name: !secret Sample'),
    expected: ['x.yaml:2:7: Tags such as !this are not used in designs.'],
  },
  {
    name: 'two documents', text: `${SAMPLE_DESIGN}---\npodway: 1\n`,
    expected: ['x.yaml:58:1: The file holds more than one document (---).'],
  },
  {
    name: 'an unknown alias', text: sample('network: { mechanism: plain-cni } }', 'network: *cni }'),
    expected: ['x.yaml:49:76 elements.k8s-2.network: No anchor &cni stands before this alias.'],
  },
  {
    name: 'an alias inside of its anchor', text: sample('layout: {', 'layout: &all {again: *all, '),
    expected: ['x.yaml:57:22 layout.again: The alias *all stands inside of what it repeats.'],
  },
  {
    name: 'a key written twice', text: sample('  red: {', '  blue: {'),
    expected: ['x.yaml:45:3 elements.blue: The key blue is written twice; the first is on line 4.'],
  },
  {
    name: 'a field written twice', text: sample('asn: 64512', 'asn: 64512, asn: 64513'),
    expected: ['x.yaml:10:80 elements.vpn.asn: The key asn is written twice; the first is on line 10.'],
  },
  {
    name: 'a key that is a number', text: sample('  red: { kind: site', '  1: { kind: site'),
    expected: ['x.yaml:45:3 elements: The key 1 is not a text; put it in quotes.'],
  },
  {
    name: 'a key that is a list', text: sample('  red: { kind: site', '  ? [red]\n  : { kind: site'),
    expected: ['x.yaml:45:5 elements: A key is a plain text.'],
  },
  {
    name: 'the key __proto__', text: sample('config: { mode: plain }', 'config: { __proto__: { mode: plain } }'),
    expected: ['x.yaml:5:67 elements.net.config.__proto__: The key __proto__ is not allowed.'],
  },
  {
    name: 'the key constructor', text: sample('  red: {', '  constructor: {'),
    expected: ['x.yaml:45:3 elements.constructor: The key constructor is not allowed.'],
  },
  {
    name: 'a number without end', text: sample('x: 0', 'x: .inf'),
    expected: ['x.yaml:57:21 layout.net.x: Infinite numbers and .nan have no place in a design.'],
  },
  {
    name: 'JSON with a comma too many', text: '{ "podway": 1,, "name": "x" }',
    expected: ['x.yaml:1:15: Unexpected , in flow map.'],
  },
  {
    name: 'JSON cut off', text: '{ "podway": 1, "name": "x", "elements": {',
    expected: ['x.yaml:1:42: A closing } is missing.'],
  },
  {
    name: 'no version', text: sample('podway: 1\n', ''),
    expected: ['x.yaml:1:1 podway: The field podway is missing; a design begins with podway: 1.'],
  },
  {
    name: 'a later version', text: sample('podway: 1', 'podway: 2'),
    expected: ['x.yaml:1:9 podway: Version 2 of the format is not known; this Podway reads version 1.'],
  },
  {
    name: 'a version in quotes', text: sample('podway: 1', 'podway: "1"'),
    expected: ['x.yaml:1:9 podway: The number 1 is expected, not a text.'],
  },
  {
    name: 'no name', text: sample('name: Sample\n', ''),
    expected: ['x.yaml:1:1 name: The field name is missing.'],
  },
  {
    name: 'an empty name', text: sample('name: Sample', 'name: ""'),
    expected: ['x.yaml:2:7 name: The text is empty.'],
  },
  {
    name: 'a name that is a number', text: sample('name: Sample', 'name: 2024'),
    expected: ['x.yaml:2:7 name: A text is expected, not a number; put it in quotes.'],
  },
  {
    name: 'a name that is too long', text: sample('name: Sample', `name: ${'x'.repeat(257)}`),
    expected: ['x.yaml:2:7 name: The text is longer than 256 characters.'],
  },
  {
    name: 'no elements', text: 'podway: 1\nname: x\n',
    expected: ['x.yaml:1:1 elements: The field elements is missing.'],
  },
  {
    name: 'elements in a list', text: 'podway: 1\nname: x\nelements: [{ kind: site, provider: blue }]\n',
    expected: ['x.yaml:3:1 elements: A map by id is expected, not a list.'],
  },
  {
    name: 'links in a list', text: sample('links:\n  tun: { kind: tunnel, ends: [vpn, vpn-2] }\n  bgp: { kind: bgp-session, ends: [vpn, vpn-2], over: tun }', 'links: []'),
    expected: ['x.yaml:51:1 links: A map by id is expected, not a list.'],
  },
  {
    name: 'an unknown key at the top', text: sample('layout:', 'layuot:'),
    expected: ['x.yaml:57:1 layuot: The key layuot is not known here; did you mean layout?'],
  },
  {
    name: 'fabrics, which are not modelled yet', text: `${SAMPLE_DESIGN}fabrics: {}\n`,
    expected: ['x.yaml:58:1 fabrics: The key fabrics is not known here; known are podway, name, elements, links, assertions, layout.'],
  },
  {
    name: 'an element that is a text', text: sample('red: { kind: site, provider: red }', 'red: site'),
    expected: ['x.yaml:45:8 elements.red: A map is expected, not a text.'],
  },
  {
    name: 'an element without a kind', text: sample('red: { kind: site, ', 'red: { '),
    expected: ['x.yaml:45:3 elements.red.kind: The field kind is missing.'],
  },
  {
    name: 'a kind in a list', text: sample('red: { kind: site', 'red: { kind: [site]'),
    expected: ['x.yaml:45:10 elements.red.kind: A kind is expected, not a list.'],
  },
  {
    name: 'an unknown kind', text: sample('kind: subnet, parent: net,', 'kind: sub-net, parent: net,'),
    expected: ['x.yaml:6:16 elements.sub.kind: The kind sub-net is not known; did you mean subnet?'],
  },
  {
    name: 'a kind like no other', text: sample('red: { kind: site', 'red: { kind: spaceship'),
    expected: ['x.yaml:45:16 elements.red.kind: The kind spaceship is not known.'],
  },
  {
    name: 'a kind of link among the elements', text: sample('red: { kind: site, provider: red }', 'red: { kind: peering, ends: [net, net-2] }'),
    expected: ['x.yaml:45:16 elements.red.kind: peering is a kind of link, and links stand under links.'],
  },
  {
    name: 'a kind of element among the links', text: sample('tun: { kind: tunnel, ends: [vpn, vpn-2] }', 'tun: { kind: vpn-gateway, addresses: [192.0.2.1] }'),
    expected: ['x.yaml:52:16 links.tun.kind: vpn-gateway is a kind of element, and elements stand under elements.'],
  },
  {
    name: 'an id with a dot', text: sample('  n2: {', '  n2.north: {'),
    expected: ['x.yaml:50:3 elements.n2.north: n2.north is not an id: a letter, then letters, digits, - or _, at most 63 characters.'],
  },
  {
    name: 'an id that begins with a digit', text: sample('  n2: {', '  2n: {'),
    expected: ['x.yaml:50:3 elements.2n: 2n is not an id: a letter, then letters, digits, - or _, at most 63 characters.'],
  },
  {
    name: 'a misspelt field', text: sample('routeTable: rt', 'routetable: rt'),
    expected: ['x.yaml:6:56 elements.sub.routetable: The key routetable is not known here; did you mean routeTable?'],
  },
  {
    name: 'a field of another kind', text: sample('provider: red', 'cidr: 10.0.0.0/8'),
    expected: ['x.yaml:45:3 elements.red.provider: The field provider is missing.', 'x.yaml:45:22 elements.red.cidr: The key cidr is not known here; known are kind, parent, name, provider, region, mechanism, config, note.'],
  },
  {
    name: 'a missing field', text: sample('kind: subnet, parent: net-2, cidr: 10.9.0.0/24', 'kind: subnet, parent: net-2'),
    expected: ['x.yaml:47:3 elements.sub-2.cidr: The field cidr is missing.'],
  },
  {
    name: 'a field left empty', text: sample('provider: red', 'provider: '),
    expected: ['x.yaml:45:33 elements.red.provider: A text is expected, not nothing.'],
  },
  {
    name: 'a number in place of a text', text: sample('region: north', 'region: 1'),
    expected: ['x.yaml:4:47 elements.blue.region: A text is expected, not a number; put it in quotes.'],
  },
  {
    name: 'a text in place of a list', text: sample('cidrs: [10.1.0.0/16]', 'cidrs: 10.1.0.0/16'),
    expected: ['x.yaml:5:42 elements.net.cidrs: A list is expected, not a text.'],
  },
  {
    name: 'a list in place of a text', text: sample('cidr: 10.9.0.0/24', 'cidr: [10.9.0.0/24]'),
    expected: ['x.yaml:47:41 elements.sub-2.cidr: A text is expected, not a list.'],
  },
  {
    name: 'a text in place of a whole number', text: sample('asn: 64512', 'asn: AS64512'),
    expected: ['x.yaml:10:73 elements.vpn.asn: A number is expected, not a text.'],
  },
  {
    name: 'a fraction in place of a whole number', text: sample('asn: 64512', 'asn: 1.5'),
    expected: ['x.yaml:10:73 elements.vpn.asn: 1.5 is not a whole number.'],
  },
  {
    name: 'a number above its range', text: sample('asn: 64512', 'asn: 4294967296'),
    expected: ['x.yaml:10:73 elements.vpn.asn: 4294967296 is more than 4294967295, the most allowed.'],
  },
  {
    name: 'a port of 0', text: sample('port: 80,', 'port: 0,'),
    expected: ['x.yaml:30:122 elements.web-svc.ports.0.port: 0 is less than 1, the least allowed.'],
  },
  {
    name: 'a list that is too short', text: sample('addresses: [203.0.113.9]', 'addresses: []'),
    expected: ['x.yaml:10:42 elements.vpn.addresses: The list is empty.'],
  },
  {
    name: 'a list that is too long', text: sample('addresses: [203.0.113.9]', 'addresses: [203.0.113.1, 203.0.113.2, 203.0.113.3, 203.0.113.4, 203.0.113.5, 203.0.113.6, 203.0.113.7, 203.0.113.8, 203.0.113.9]'),
    expected: ['x.yaml:10:42 elements.vpn.addresses: The list has more than 8 entries.'],
  },
  {
    name: 'one end in place of two', text: sample('ends: [vpn, vpn-2] }', 'ends: [vpn] }'),
    expected: ['x.yaml:52:24 links.tun.ends: The list has fewer than 2 entries.'],
  },
  {
    name: 'a word that is none of the choices', text: sample('type: ClusterIP, address: 172.20.0.9', 'type: ClusterIp, address: 172.20.0.9'),
    expected: ['x.yaml:30:59 elements.web-svc.type: ClusterIp is not one of ClusterIP, Headless, ExternalName; did you mean ClusterIP?'],
  },
  {
    name: 'a choice that is a number', text: sample('controller: Deployment', 'controller: 1'),
    expected: ['x.yaml:27:17 elements.web.controller: One of Deployment, StatefulSet, DaemonSet, Pod is expected, not a number.'],
  },
  {
    name: 'a prefix with host bits', text: sample('cidr: 10.9.0.0/24', 'cidr: 10.9.0.1/24'),
    expected: ['x.yaml:47:47 elements.sub-2.cidr: 10.9.0.1/24 has host bits set; write the network address 10.9.0.0/24.'],
  },
  {
    name: 'a prefix without a length', text: sample('cidr: 10.9.0.0/24', 'cidr: 10.9.0.0'),
    expected: ['x.yaml:47:47 elements.sub-2.cidr: 10.9.0.0 is an address; a prefix has a length such as /32 behind it.'],
  },
  {
    name: 'a prefix length of another family', text: sample('cidr: 10.9.0.0/24', 'cidr: 10.9.0.0/33'),
    expected: ['x.yaml:47:47 elements.sub-2.cidr: 10.9.0.0/33 has a prefix length that its address family does not have.'],
  },
  {
    name: 'no prefix at all', text: sample('cidr: 10.9.0.0/24', 'cidr: everything'),
    expected: ['x.yaml:47:47 elements.sub-2.cidr: everything is not a prefix such as 10.0.0.0/16.'],
  },
  {
    name: 'an address out of range', text: sample('address: 10.9.0.10', 'address: 10.9.0.256'),
    expected: ['x.yaml:50:60 elements.n2.address: 10.9.0.256 is not an IP address such as 10.0.0.1.'],
  },
  {
    name: 'an address with a leading zero', text: sample('address: 10.9.0.10', 'address: 10.9.0.010'),
    expected: ['x.yaml:50:60 elements.n2.address: 10.9.0.010 is not an IP address such as 10.0.0.1.'],
  },
  {
    name: 'a prefix in place of an address', text: sample('address: 10.9.0.10', 'address: 10.9.0.10/24'),
    expected: ['x.yaml:50:60 elements.n2.address: 10.9.0.10/24 is not an IP address such as 10.0.0.1.'],
  },
  {
    name: 'neither a prefix nor a range', text: sample('services: 172.21.0.0/16', 'services: 172.21.0.0'),
    expected: ['x.yaml:49:52 elements.k8s-2.services: 172.21.0.0 is neither a prefix nor the id of a secondary range.'],
  },
  {
    name: 'unknown traffic', text: sample('traffic: [tcp/7000]', 'traffic: [tpc/7000]'),
    expected: ['x.yaml:14:55 elements.acl.ingress.0.traffic.0: tpc/7000 is not traffic such as tcp/7000, udp/1024-65535, icmp or all.'],
  },
  {
    name: 'a port range that is reversed', text: sample('traffic: [tcp/7000]', 'traffic: [tcp/9-1]'),
    expected: ['x.yaml:14:55 elements.acl.ingress.0.traffic.0: tcp/9-1 is not traffic such as tcp/7000, udp/1024-65535, icmp or all.'],
  },
  {
    name: 'a port that is neither number nor traffic', text: sample('ports: [8080, udp/53]', 'ports: [http, udp/53]'),
    expected: ['x.yaml:28:13 elements.web.ports.0: http is not traffic such as tcp/7000, udp/1024-65535, icmp or all.'],
  },
  {
    name: 'a port that is true', text: sample('ports: [8080, udp/53]', 'ports: [true, udp/53]'),
    expected: ['x.yaml:28:13 elements.web.ports.0: true does not belong here.'],
  },
  {
    name: 'an unknown parent', text: sample('parent: blue', 'parent: bleu'),
    expected: ['x.yaml:5:29 elements.net.parent: There is no element bleu; did you mean blue?'],
  },
  {
    name: 'no parent where one is needed', text: sample('parent: blue, cidrs', 'cidrs'),
    expected: ['x.yaml:5:3 elements.net.parent: The field parent is missing: a vpc stands in a site.'],
  },
  {
    name: 'a parent of a kind that cannot hold it', text: sample('kind: subnet, parent: net-2', 'kind: subnet, parent: k8s-2'),
    expected: ['x.yaml:47:34 elements.sub-2.parent: k8s-2 is a cluster; a subnet stands in a vpc.'],
  },
  {
    name: 'a parent for what stands at the top', text: sample('red: { kind: site, provider: red }', 'red: { kind: internet, parent: blue }'),
    expected: ['x.yaml:45:34 elements.red.parent: blue is a site; an internet stands at the top, without a parent.', 'x.yaml:46:31 elements.net-2.parent: red is an internet; a vpc stands in a site.'],
  },
  {
    name: 'elements that stand in each other', text: sample('red: { kind: site, provider: red }', 'red: { kind: site, provider: red, parent: east }\n  east: { kind: site, provider: red, parent: red }'),
    expected: ['x.yaml:45:45 elements.red.parent: These elements stand in each other in a circle: red → east → red.'],
  },
  {
    name: 'an element that stands in itself', text: sample('red: { kind: site, provider: red }', 'red: { kind: site, provider: red, parent: red }'),
    expected: ['x.yaml:45:45 elements.red.parent: These elements stand in each other in a circle: red → red.'],
  },
  {
    name: 'a reference to nothing', text: sample('over: tun }', 'over: tunnel }'),
    expected: ['x.yaml:53:55 links.bgp.over: There is no element tunnel.'],
  },
  {
    name: 'a misspelt reference', text: sample('via: nat }', 'via: nta }'),
    expected: ['x.yaml:8:72 elements.rt.routes.0.via: There is no element nta; did you mean nat?'],
  },
  {
    name: 'a reference to the wrong kind', text: sample('routeTable: rt', 'routeTable: acl'),
    expected: ['x.yaml:6:68 elements.sub.routeTable: acl is a network-acl; a route-table is expected here.'],
  },
  {
    name: 'a reference to an element in place of a link', text: sample('over: tun }', 'over: vpn }'),
    expected: ['x.yaml:53:55 links.bgp.over: vpn is a vpn-gateway; a tunnel or a segment is expected here.'],
  },
  {
    name: 'a security group that is missing', text: sample('peers: [sg, 192.0.2.0/24]', 'peers: [sgg, 192.0.2.0/24]'),
    expected: ['x.yaml:20:35 elements.sg.ingress.0.peers.0: There is no security-group sgg; did you mean sg?'],
  },
  {
    name: 'a reference that is no id', text: sample('subnet: sub-2', 'subnet: 10.9.0.0/24'),
    expected: ['x.yaml:50:44 elements.n2.subnet: 10.9.0.0/24 is not an id: a letter, then letters, digits, - or _, at most 63 characters.'],
  },
  {
    name: 'both ends the same', text: sample('tun: { kind: tunnel, ends: [vpn, vpn-2] }', 'tun: { kind: tunnel, ends: [vpn, vpn] }'),
    expected: ['x.yaml:52:36 links.tun.ends.1: Both ends are vpn; a link joins two elements.'],
  },
  {
    name: 'an id of an element and a link', text: sample('  tun: {', '  red: {'),
    expected: ['x.yaml:52:3 links.red: The id red is already that of an element; ids are unique in a design.', 'x.yaml:53:55 links.bgp.over: There is no element tun.'],
  },
  {
    name: 'an id that is the name of a pod', text: sample('  red: {', '  web-1: {'),
    expected: ['x.yaml:45:3 elements.web-1: The id web-1 is already the name of pod 1 of web; give one of them another id.', 'x.yaml:46:31 elements.net-2.parent: There is no element red.'],
  },
  {
    name: 'a pod on a node of another cluster', text: sample('{ node: n1, address: 10.2.0.6 }', '{ node: n2, address: 10.2.0.6 }'),
    expected: ['x.yaml:29:53 elements.web.pods.1.node: n2 stands in k8s-2, not in k8s; a node of the same cluster is expected here.'],
  },
  {
    name: 'a subnet of another VPC', text: sample('n1: { kind: node, parent: k8s, subnet: sub,', 'n1: { kind: node, parent: k8s, subnet: sub-2,'),
    expected: ['x.yaml:23:42 elements.n1.subnet: sub-2 stands in net-2, not in net; a subnet of the same vpc is expected here.'],
  },
  {
    name: 'a service over a workload of another cluster', text: sample('web-svc: { kind: service, parent: k8s,', 'web-svc: { kind: service, parent: k8s-2,'),
    expected: ['x.yaml:30:103 elements.web-svc.workload: web stands in k8s, not in k8s-2; a workload of the same cluster is expected here.'],
  },
  {
    name: 'an unknown mechanism', text: sample('network: { mechanism: plain-cni } }', 'network: { mechanism: plain-cnl } }'),
    expected: ['x.yaml:49:89 elements.k8s-2.network.mechanism: The mechanism plain-cnl is not known; did you mean plain-cni?'],
  },
  {
    name: 'a mechanism in a place that is not its own', text: sample('network: { mechanism: plain-cni } }', 'network: { mechanism: plain-dns } }'),
    expected: ['x.yaml:49:89 elements.k8s-2.network.mechanism: The mechanism plain-dns does not fit a cluster in this place.'],
  },
  {
    name: 'a configuration that nobody reads', text: sample('asn: 64512', 'asn: 64512, config: { fast: true }'),
    expected: ['x.yaml:10:80 elements.vpn.config: No mechanism reads a configuration here.'],
  },
  {
    name: 'an unknown key in a configuration', text: sample('config: { snat: true }', 'config: { snatt: true }'),
    expected: ['x.yaml:21:132 elements.k8s.network.config.snatt: The key snatt is not known here; did you mean snat?'],
  },
  {
    name: 'an unknown key in a shared configuration', text: sample('config: { mode: plain }', 'config: { mod: plain }'),
    expected: ['x.yaml:5:67 elements.net.config.mod: The key mod is not known here; did you mean mode?'],
  },
  {
    name: 'a wrong value in a configuration', text: sample('config: { mode: plain }', 'config: { mode: simple, probe: true }'),
    expected: ['x.yaml:5:73 elements.net.config.mode: simple is not one of plain, fancy.'],
  },
  {
    name: 'a missing field in a configuration', text: sample('      servers: [10.1.0.2]\n', ''),
    expected: ['x.yaml:36:5 elements.dns.config.servers: The field servers is missing.'],
  },
  {
    name: 'a wrong address in a configuration', text: sample('servers: [10.1.0.2]', 'servers: [10.1.0.2, ten]'),
    expected: ['x.yaml:37:27 elements.dns.config.servers.1: ten is not an IP address such as 10.0.0.1.'],
  },
  {
    name: 'a reference to nothing in a configuration', text: sample('/etc/api.conf: api ', '/etc/api.conf: apy '),
    expected: ['x.yaml:38:30 elements.dns.config.apis./etc/api.conf: There is no api-server apy; did you mean api?'],
  },
  {
    name: 'an assertion from nowhere', text: sample('from: web-0', 'from: web-2'),
    expected: ['x.yaml:55:13 assertions.0.from: There is no element or pod web-2; did you mean web-0?'],
  },
  {
    name: 'an assertion to an unknown pod', text: sample('to: web-1', 'to: wbe-1'),
    expected: ['x.yaml:56:21 assertions.1.to: There is no element or pod wbe-1; did you mean web-1?'],
  },
  {
    name: 'an assertion without an expectation', text: sample(', expect: reachable }\n  - { from: n1', '}\n  - { from: n1'),
    expected: ['x.yaml:55:5 assertions.0.expect: The field expect is missing.'],
  },
  {
    name: 'an unknown expectation', text: sample('port: 80, expect: reachable', 'port: 80, expect: works'),
    expected: ['x.yaml:55:73 assertions.0.expect: works is not one of reachable, unreachable.'],
  },
  {
    name: 'an unknown protocol', text: sample('port: 80, expect', 'protocol: http, port: 80, expect'),
    expected: ['x.yaml:55:65 assertions.0.protocol: http is not a protocol such as tcp, udp or icmp.'],
  },
  {
    name: 'an assertion in a map', text: 'podway: 1\nname: x\nelements: {}\nassertions: { from: a }\n',
    expected: ['x.yaml:4:1 assertions: A list is expected, not a map.'],
  },
  {
    name: 'a placement of nothing', text: sample('layout: { net:', 'layout: { nett:'),
    expected: ['x.yaml:57:11 layout.nett: There is no element nett; did you mean net?'],
  },
  {
    name: 'a placement off the canvas', text: sample('x: 0', 'x: 10000000'),
    expected: ['x.yaml:57:21 layout.net.x: 10000000 is more than 1000000, the most allowed.'],
  },
]

describe('wrong input', () => {
  it('has no mistake where there is none', () => expect(errorsOf(SAMPLE_DESIGN)).toEqual([]))
  it('is shown in at least 60 kinds', () => expect(new Set(MISTAKES.map(({ name }) => name)).size).toBeGreaterThanOrEqual(60))
  it.each(MISTAKES)('$name', ({ text, expected }) => expect(errorsOf(text)).toEqual(expected))
  it.each(MISTAKES)('$name: each error is one sentence with its place', ({ text }) => {
    const parsed = parse(text)
    for (const { message, line, column } of parsed.ok ? [] : parsed.error) {
      expect(message).toMatch(/^\S.*[.?]$/)
      expect(message).not.toContain('\n')
      expect(line).toBeGreaterThan(0)
      expect(column).toBeGreaterThan(0)
    }
  })
})

describe('many mistakes', () => {
  it('come with what is wrong in itself before what follows from something else, top to bottom', () => {
    const text = sample('over: tun }', 'over: tnu }').replace('{ node: n1, address: 10.2.0.6 }', '{ node: n2, address: 10.2.0.6 }').replace('cidr: 10.9.0.0/24', 'cidr: 10.9.0.0/99')
    expect(errorsOf(text)).toEqual([
      'x.yaml:47:47 elements.sub-2.cidr: 10.9.0.0/99 has a prefix length that its address family does not have.',
      'x.yaml:53:55 links.bgp.over: There is no element tnu; did you mean tun?',
      'x.yaml:29:53 elements.web.pods.1.node: n2 stands in k8s-2, not in k8s; a node of the same cluster is expected here.',
    ])
  })
  it('are cut off after 50', () => {
    const elements = Array.from({ length: 300 }, (_, n) => `  e${n}: { kind: subnet }`).join('\n')
    expect(errorsOf(`podway: 1\nname: x\nelements:\n${elements}\n`)).toHaveLength(50)
  })
})

const sites = (count: number) => `podway: 1\nname: x\nelements:\n${Array.from({ length: count }, (_, n) => `  e${n}: { kind: site, provider: blue }\n`).join('')}`

describe('huge input', () => {
  it.each([
    { name: 'a text over 2 MiB', text: ' '.repeat(2 * 1024 * 1024 + 1), expected: 'x.yaml:1:1: The file is longer than 2 MiB.' },
    { name: 'brackets in brackets', text: '['.repeat(1_000_000), expected: 'x.yaml:1:101: The file is nested too deeply here.' },
    { name: 'maps in maps', text: '{a: '.repeat(400_000), expected: 'x.yaml:1:398: The file is nested too deeply here.' },
    { name: 'dashes in dashes', text: '- '.repeat(1_000_000), expected: 'x.yaml:1:200: The file is nested too deeply here.' },
    { name: 'commas without end', text: `[${'1,'.repeat(1_000_000)}`, expected: 'x.yaml:1:666668: The file holds more than 1000000 words and signs.' },
    { name: '40 levels', text: `${'['.repeat(40)}${']'.repeat(40)}`, expected: `x.yaml:1:34 ${Array.from({ length: 33 }, () => 0).join('.')}: Maps and lists are nested more than 32 deep here.` },
    { name: 'an alias of an alias of an alias', text: `a: &a [1,1,1,1,1,1,1,1,1,1]\n${Array.from('bcdefgh', (name, n) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefgh'[n]}`).join(',')}]\n`).join('')}`, expected: 'x.yaml:2:11 c.8.1: The file uses more than 100 aliases.' },
    { name: '5,001 elements', text: sites(5001), expected: 'x.yaml:3:1 elements: A design has at most 5000 elements; these are 5001.' },
  ])('$name', ({ text, expected }) => expect(errorsOf(text)[0]).toBe(expected))
  it('5,000 elements are a design', () => expect(errorsOf(sites(5000))).toEqual([]))
  it('a long word stays short in the sentence', () => expect(errorsOf(sample('kind: site, provider: red', `kind: ${'x'.repeat(100_000)}`))[0]).toHaveLength(113))
})

/** Values that are no text, and not easily made into one. */
const HOSTILE: readonly { readonly name: string; readonly value: unknown }[] = [
  { name: 'a map that hides how it would be a text', value: { toString: false } },
  { name: 'a list with such a map', value: [{ toString: false, valueOf: null }] },
  { name: 'a map that claims to have a length', value: { length: 3 } },
  { name: 'a list in a list', value: [[]] },
  { name: 'nothing', value: null },
  { name: 'a word that every object inherits', value: 'toString' },
]

describe('any text', () => {
  const sound = (text: string) => {
    const parsed = parse(text)
    expect(parsed).toEqual(parse(text))
    if (parsed.ok) return
    expect(parsed.error.length).toBeGreaterThan(0)
    expect(parsed.error.length).toBeLessThanOrEqual(50)
  }
  const piece = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(': ', '- ', '\n', '\n  ', '{', '}', '[', ']', '"', "'", '&a ', '*a', '|', '>', '#', ',', '~', 'null', '!x', '%', '---\n', '\t', 'kind', '__proto__', 'web-0', '10.0.0.0/8'))
  it('never throws for arbitrary strings', () => { fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), sound), { numRuns: 300 }) })
  it('never throws for the signs of YAML in any order', () => { fc.assert(fc.property(fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join('')), sound), { numRuns: 500 }) })
  it('never throws for a design with something put in, taken out or changed', () => {
    const cut = fc.tuple(fc.nat(SAMPLE_DESIGN.length), fc.nat(12), piece)
    fc.assert(fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), cuts => {
      sound(cuts.reduce((text, [at, length, put]) => `${text.slice(0, at)}${put}${text.slice(at + length)}`, SAMPLE_DESIGN))
    }), { numRuns: 200 })
  })
  it('never throws for arbitrary JSON', () => { fc.assert(fc.property(fc.json({ maxDepth: 6 }), sound), { numRuns: 200 }) })
  const document = parse(SAMPLE_DESIGN)
  if (!document.ok) throw new Error('the sample is no design')
  const paths = leaves(document.value, [])
  it.each(HOSTILE)('$name in any place is refused or read', ({ value }) => { for (const path of paths) sound(JSON.stringify(put(document.value, path, value))) })
  it('never throws for a design with any value in any place', () => {
    fc.assert(fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }), (path, value) => sound(JSON.stringify(put(document.value, path, value)))), { numRuns: 300 })
  })
})

function leaves(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]))]
}

function put(value: unknown, [key, ...rest]: readonly string[], wanted: unknown): unknown {
  if (key === undefined) return wanted
  if (Array.isArray(value)) return value.map((item, n) => (String(n) === key ? put(item, rest, wanted) : item))
  return { ...(value as object), [key]: put((value as Record<string, unknown>)[key], rest, wanted) }
}
