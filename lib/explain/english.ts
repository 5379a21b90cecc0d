import type { Code } from '@/lib/network/ids'

/**
 * Sentences for the codes of the engine, and for those that several mechanisms share. Each says what, where, why and what to do.
 * `{elements}` is where it is mended, `{place}` where it shows, `{traffic}` what was sent: `tcp/7000`.
 */
export const ENGLISH: Readonly<Partial<Record<Code, string>>> = {
  'trace.too-many-paths': 'There are more than 1,024 ways from here on, so nobody can say what happens; most of them part at {device}. Ask for one address instead of a name or a service.',
  'endpoint.not-listening': 'The packet arrives at {place}, where nothing listens on {traffic}. Ask for a port that it listens on, or add this one to {elements}.',
  'address.answered-by-another': 'Somebody answers, but not the one that was meant: {address} belongs to {elements} as well. Give one of the two another address.',
  'reply.from-another-address': 'The answer comes from {source}, which is not the address that was asked, so the asker drops it. Let the way back pass the same translation as the way there.',
  'interface.spoof-check': 'The packet carries the address {source}, which does not belong to the interface of {elements}, so the fabric drops it. Turn off the source/destination check there, or add the address to the interface.',
  'interface.reverse-path': 'The way back to {source} leaves by another interface, so {elements} drops the packet (strict reverse path). Mend the routes, or make the check loose.',
  'mtu.exceeded': 'The packet of {bytes} bytes may not be fragmented and does not fit through {place}, which takes {limit} bytes. Send smaller packets, or clamp the TCP segment size there.',
  'device.does-not-forward': '{elements} was handed a packet for another, and does not forward. Send it elsewhere, or let it forward.',
  'link.down': 'The link {elements} is down. Bring it up, or route around it.',
  'tunnel.down': 'What leads to {destination} runs over {elements}, which is down. Bring it up; where there are several, one is enough.',
  'tunnel.selector-mismatch': 'The selectors of {elements} do not cover {source} to {destination}, so the packet does not enter the tunnel. Widen them at both ends.',
  'bgp.session-down': 'The routes to {destination} are learned over {elements}, which is down. Bring it up; where there are several, one is enough.',
  'filter.denied': 'No rule at {place} admits {traffic} from {source} to {destination}. Add one to {elements}.',
  'filter.reply-ports': 'The filter at {place} keeps no state and refuses the reply, {traffic} from {source} to {destination}. Admit the ports that clients use (1024-65535) in {elements}.',
  'nat.hides-source': 'The sender {hidden} would be admitted at {place}, but a translation on the way hides it behind {source}. Admit {source} too, or turn the translation off: {elements}.',
  'route.not-propagated': 'A route to {destination} exists but is not propagated into {elements}, so the packet takes another way and dies at {place}. Turn propagation on there.',
  'route.not-advertised': 'The range of {destination} is not advertised by {elements}, so the other side has no route to it and the packet dies at {place}. Advertise it.',
  'route.wrong-region': 'The route to {destination} is only known in another region of {elements}. Make its dynamic routing global, or put the gateway into the same region.',
  'cidr.local-wins': 'The range {elements} lies inside the range of {place}, whose own routes win even over longer ones, so packets to {destination} never leave. Give one of the two another range.',
  'service.address-not-routable': '{address} is a service address of {elements}: only the nodes of its own cluster translate it, everywhere else it leads nowhere. Ask for a headless service or a load balancer instead.',
  'control-plane.unreachable': 'The name server at {place} cannot reach {elements}, so it knows nothing of that cluster. Let its requests through: allowed ranges, routes, firewalls.',
  'dns.zone-not-served': 'Nobody asked serves the zone of {name}: {elements} passes it on until a server outside says that it does not exist. Add a stanza or a stub domain for the zone.',
  'dns.no-fallthrough': '{elements} answers for the zone of {name} but holds no such record, and does not pass the question on. Add fallthrough to that stanza.',
  'dns.no-resolver': '{device} has no name server to ask, so no name resolves there. Ask for an address, or give it a resolver.',
  'dns.no-upstream': 'The name server forwards the zone {zone} and has nobody to forward it to. Name a server there.',
  'dns.server-not-modelled': 'The query arrives at {device}, which answers on that port, but what it would say is not modelled. Ask for an address instead.',
  'dns.way-not-modelled': 'The way to the name server {server} leaves what is modelled, so nobody can say what it answers.',
  'dns.public-name-not-modelled': 'Whether the public name {name} exists is not part of the design. Ask for an address instead.',
  'dns.corefile-unreadable': 'The Corefile of {server} cannot be read, so nobody can say what it answers. Its problems say where.',
  'dns.cluster-not-modelled': 'The name server watches a cluster that the design does not hold ({cluster}), so nobody can say what it knows.',
  'dns.plugin-not-modelled': 'The name server uses the plugin {plugin}, which is not modelled, so nobody can say what it answers.',
  'dns.option-not-modelled': 'The name server uses {option} of the plugin {plugin}, which is not modelled, so nobody can say what it answers.',
  'route.missing': 'No route at {place} leads to {destination}. Add one to {elements}.',
  'design.incomplete': 'Something leads to {name}, which the design does not build. Add what is missing, or take the reference away.',
  'design.not-modelled': 'Nothing gives {element} ({kind}) a behaviour: no mechanism attaches to it here, so questions pass it by. Choose a mechanism, or place it elsewhere.',
  'internet.private-destination': '{destination} is a private address, which the internet does not carry, so {place} refuses it. A route to it is missing before that.',
}
