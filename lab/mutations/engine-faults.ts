import type { SeededFault } from './seeded-fault'

const of = (file: string) => (name: string, find: string, replace: string): SeededFault => ({ name, file: `lib/trace/${file}`, find, replace })
const pipeline = of('pipeline.ts')
const originate = of('originate.ts')
const tracking = of('tracking.ts')
const remember = of('remember.ts')
const translation = of('translation.ts')
const rewrite = of('rewrite.ts')
const quoted = of('quoted-translation.ts')
const mapping = of('prefix-mapping.ts')
const filtering = of('filtering.ts')
const checks = of('checks.ts')
const lookup = of('route-lookup.ts')
const tables = of('table-choice.ts')
const forwarding = of('forwarding.ts')
const size = of('size.ts')
const tunnelling = of('tunnelling.ts')
const encapsulation = of('encapsulation.ts')
const transmission = of('transmission.ts')
const delivery = of('delivery.ts')
const segments = of('segments.ts')
const notice = of('notice.ts')
const conversation = of('conversation.ts')
const carryingOn = of('carrying-on.ts')
const sending = of('sending.ts')
const match = of('match.ts')
const walk = of('walk.ts')
const address = of('source-address.ts')
const markings = of('markings.ts')
const pathMtu = of('path-mtu.ts')
const neighbours = of('neighbours.ts')

/** Wrong readings of the pipeline, one at a time: every step of it, and every field that a packet can feel. */
export const ENGINE_FAULTS: readonly SeededFault[] = [
  // 0. originate
  originate('the device\'s own destination translation does not route again', '    if (way && tupleOf(top(translated.packet)) === before.tuple && translated.packet.mark === before.mark && !isOfTranslatedFlow(translated)) return', '    if (way) return'),
  originate('no mark chooses the way of an outer packet', 'wrap === undefined || wrap.tunnel.routedByMark ? mark : 0', 'wrap === undefined ? mark : 0'),
  originate('an error about a translated flow is routed once only', ' && !isOfTranslatedFlow(translated)) return', ') return'),
  originate('own packets pass no local-out filter', "  if (!passFilters(walk, run, { filters: walk.device.filters, hook: 'local-out'", "  if (false && !passFilters(walk, run, { filters: walk.device.filters, hook: 'local-out'"),
  address('the source is the device\'s first address', '  const near = on([out]).find(', '  const near = on(device.interfaces).slice(0, 1).find(() => true) ?? on([out]).find('),
  forwarding('a route\'s preferred source is ignored', 'if (taken.preferredSource !== undefined &&', 'if (taken.preferredSource === null &&'),
  pipeline('an outer packet skips output', 'wrap(branch, run, way.out, way.out.tunnel, (wrapped, outer) => originate(wrapped, run, outer))', "wrap(branch, run, way.out, way.out.tunnel, wrapped => route(wrapped, run, (again, other) => transmit(again, run, other)))"),
  // 1 and 2. receive, track
  originate('IPv4 packets are routed before they have a source only', '(versionOf(header.destination) === 6 && waysOf', '(versionOf(header.destination) > 0 && waysOf'),
  originate('IPv6 packets are routed again once they have a source', '(versionOf(header.destination) === 6 && waysOf', '(versionOf(header.destination) === 5 && waysOf'),
  originate('a mark does not change the way of an own packet', ' && translated.packet.mark === before.mark', ''),
  originate('an own datagram that its link does not take meets filters first', '    if (fitsOwnLink(branch, run, way)) prepare(', '    prepare('),
  pipeline('a mark goes with the packet to the next device', '  walk.packet = { ...walk.packet, mark: 0 }\n', ''),
  pipeline('the fabric\'s filters on the way in are skipped', "    if (!passFilters(walk, run, { filters: port.filters, hook: 'ingress'", "    if (false && !passFilters(walk, run, { filters: port.filters, hook: 'ingress'"),
  markings('what is kept out of tracking is tracked', "    case 'untrack': walk.tracker = null; return", "    case 'untrack': return"),
  markings('packets are not marked', "    case 'mark': walk.packet = {", "    case 'mark': if (action.bits.mask !== 0) return; walk.packet = {"),
  markings('connections do not keep a mark', "    case 'save': return markConnection(", "    case 'save': if (action.mask !== 0) return; return markConnection("),
  filtering('a stateful filter is asked before tracking', '  return walk.tracked && ofDevice ? walk.tracked :', "  return ofDevice ? { state: 'new', direction: 'original', flow: null } :"),
  tracking('a SYN-ACK of an unknown flow is new', "  if (segment === 'syn-ack' || segment === 'reset'", "  if (segment === 'reset'"),
  tracking('an ACK inside half a handshake is valid', "  return { state: insideHandshake ? 'invalid' : 'new', direction, flow }", "  return { state: 'new', direction, flow }"),
  tracking('a flow is established by its first packet', '  if (direction === \'reply\' || flow.seenReply) return', '  if (direction === \'reply\' || flow) return'),
  tracking('an answer to an unknown echo request is new', " || segment === 'echo-reply'", ''),
  tracking('an unknown reset is new', " || segment === 'reset' ||", ' ||'),
  tracking('a segment in the middle is new whatever the table says', "segment === 'ack' && network.trackers.get(tracker)?.unknownAck === 'invalid' ? 'invalid' : 'new'", "'new'"),
  tracking('an ICMP error belongs to no flow', "    return found ? { state: 'related', direction: found.direction, flow: found.flow }", "    return found && false ? { state: 'related', direction: found.direction, flow: found.flow }"),
  remember('flows are never confirmed', '  confirm(walk.memory.tables, tracker, trackedHeader, top(packet),', '  if (packet.sizeBytes < 0) confirm(walk.memory.tables, tracker, trackedHeader, top(packet),'),
  remember('an untracked packet is tracked', "  if (tracker === null) {\n    walk.tracked = { state: 'untracked'", "  if (tracker === null) {\n    walk.tracked = { state: 'new'"),
  // 3. destination translation
  translation('what is invalid or untracked is translated', "(tracked.state === 'new' && tracked.flow === null)", '(tracked.flow === null)'),
  translation('an exception before a destination rule is passed over', "    if (action.type === 'unchanged') break", "    if (action.type === 'unchanged') continue"),
  translation('the second matching destination rule wins', '  for (const rule of rulesOf(walk, hook)) {', '  for (const rule of [...rulesOf(walk, hook)].reverse()) {'),
  translation('only the first of several targets is followed', 'distinct(targets.filter(', 'distinct(targets.slice(0, 1).filter('),
  translation('a target\'s port is ignored', 'target.port ?? header.destinationPort', 'header.destinationPort'),
  pipeline('whether a packet is mine is decided before destination translation', 'const { destination } = top(translated.packet)', 'const { destination } = translated.steps.flatMap(step => step.type === \'receive\' ? [step.header] : [])[0] ?? top(translated.packet)'),
  mapping('a prefix mapping loses the host bits', '(bitsOf(address) & hostMask &', '(0n & bitsOf(address) & hostMask &'),
  rewrite('a reply is not given back its destination (undo of source translation)', "  const to = direction === 'reply' ? { address: flow.original.source, port: flow.original.sourcePort } : { address: flow.reply.source, port: flow.reply.sourcePort }", "  const to = direction === 'reply' ? { address: header.destination, port: header.destinationPort } : { address: flow.reply.source, port: flow.reply.sourcePort }"),
  pipeline('destination translation is undone before routing', '  route(walk, run, (branch, way) => {\n    if (!sourceIsValid', "  if (walk.tracked?.flow && walk.tracked.direction === 'reply') walk.packet = { ...walk.packet, headers: [...walk.packet.headers.slice(0, -1), { ...top(walk.packet), source: walk.tracked.flow.original.destination, ...(top(walk.packet).sourcePort === undefined ? {} : { sourcePort: walk.tracked.flow.original.destinationPort as number }) }] }\n  route(walk, run, (branch, way) => {\n    if (!sourceIsValid"),
  // 4. source checks
  checks('the reverse path is looked up with the mark unasked', 'device.marksInReversePath ? packet.mark : 0', 'packet.mark'),
  checks('the reverse path is never looked up with the mark', 'device.marksInReversePath ? packet.mark : 0', '0'),
  checks('IPv6 has a reverse-path filter', '|| versionOf(header.source) === 6) return true', ') return true'),
  checks('one\'s own address as a source is accepted', '  const own = versionOf(source) === 4 && (', '  const own = versionOf(source) === 5 && ('),
  checks('the reverse path is looked for on any interface', '  return best.some(({ nextHop }) => leadsOut(network, index, device, { nextHop, item })) ||', '  return best.length > 0 ||'),
  checks('the reverse path is checked on the wrong interface', '{ device, item: inInterface, header,', '{ device, item: device.interfaces.find(one => one !== inInterface) ?? inInterface, header,'),
  checks('a loose reverse path is a strict one', "(item.reversePathFilter === 'loose' && unicast", "(item.reversePathFilter === ('never' as string) && unicast"),
  checks('the reverse path of a forwarded packet ignores where it goes', 'inInterface: out?.id })\n', 'inInterface: undefined })\n'),
  // 5. mine
  delivery('an error counts whatever it quotes', '  return sent === null || tupleOf(about) === tupleOf(sent) ?', '  return sent === null || about !== null ?'),
  delivery('a silent device refuses', "  if (walk.device.notices === 'silent') return null", "  if (walk.device.notices === ('never' as string)) return null"),
  pipeline('local-in filters are skipped', "  if (!passFilters(walk, run, { filters: walk.device.filters, hook: 'local-in'", "  if (false && !passFilters(walk, run, { filters: walk.device.filters, hook: 'local-in'"),
  delivery('a listener takes any protocol', 'device.listeners.find(listener => listener.protocol === header.protocol', 'device.listeners.find(listener => listener.protocol === listener.protocol'),
  delivery('a closed TCP port answers with an ICMP error', "{ says: header.protocol === PROTOCOLS.tcp || header.protocol === PROTOCOLS.sctp ? 'reset' : 'refused' }", "{ says: header.protocol === PROTOCOLS.tcp ? 'unreachable' : 'refused' }"),
  delivery('a reply may come from another address', "  if (walk.device.id === expected.device && tupleOf(header) === tupleOf(expected.header)) return accept(walk, run)\n  fail(walk, run, walk.device.id === expected.device ? 'not-a-reply'", "  if (walk.device.id === expected.device) return accept(walk, run)\n  fail(walk, run, walk.device.id === expected.device ? 'not-a-reply'"),
  // 6. routing
  lookup('a route does not shadow', 'else if (shadow && shadow.value !== route) lost', 'else if (shadow && shadow.value === null) lost'),
  tables('a suppressed route is used', ' || best.prefix.length <= suppressed)', ')'),
  tables('a rule about own packets sees others', '!(rule.ownOnly && inInterface !== undefined)', '!(rule.ownOnly && inInterface === null)'),
  neighbours('nobody answers for what lies behind him', '  if (!item.proxyArp ||', '  if (item.proxyArp !== null ||'),
  neighbours('a device answers for an interface\'s own addresses only', "  return item.answersFor === 'device' &&", "  return item.answersFor === ('never' as string) &&"),
  lookup('the shortest prefix wins', '  const first = standing[0]', '  const first = standing.at(-1)'),
  lookup('the highest preference wins', 'Math.min(least, route.preference), Infinity)', 'Math.max(least, route.preference), -Infinity)'),
  tables('policy rules do not see the in-interface', 'packetMatches(rule.match, { header, mark, inInterface }, network)', 'packetMatches({ ...rule.match, inInterfaces: undefined } as typeof rule.match, { header, mark, inInterface }, network)'),
  tables('policy rules do not see the mark', '(rule.ownOnly && inInterface !== undefined) && packetMatches(rule.match, { header, mark, inInterface }', '(rule.ownOnly && inInterface !== undefined) && packetMatches(rule.match, { header, mark: 0, inInterface }'),
  tables('a table without a route ends the search', '    if (lookup.best.length > 0 || rule.final) return', '    if (lookup.best.length >= 0 || rule.final) return'),
  tables('throw is a route like any other', "best && (best.nextHop.type === 'throw' ||", "best && (best.nextHop.type === ('never' as string) ||"),
  forwarding('of equal routes the first is taken', '  const chosen = kept !== undefined && lookup.best[kept] ? [kept] : lookup.best.map((_, at) => at)', '  const chosen = [0]'),
  forwarding('a blackhole tells the sender', "failHere(walk, run, 'null-routed', isOwn(walk) ? 'unreachable' : 'silent'", "failHere(walk, run, 'null-routed', 'unreachable'"),
  forwarding('an unreachable route is silent', "failHere(walk, run, 'no-route', 'unreachable', dropped(walk, taken))", "failHere(walk, run, 'no-route', 'silent', dropped(walk, taken))"),
  pipeline('the hop limit is never used up', 'ttl: branch.packet.ttl - 1 }', 'ttl: branch.packet.ttl }'),
  pipeline('a host forwards', '  if (!walk.device.forwards) {', '  if (!walk.device.forwards && walk.steps.length > 99) {'),
  filtering('forward filters see the packet before destination translation', '      header: top(walk.packet), mark: walk.packet.mark, inInterface: point.inInterface', "      header: point.hook === 'forward' && walk.trackedHeader ? { ...top(walk.packet), destination: walk.trackedHeader.destination, ...(walk.trackedHeader.destinationPort === undefined ? {} : { destinationPort: walk.trackedHeader.destinationPort }) } : top(walk.packet), mark: walk.packet.mark, inInterface: point.inInterface"),
  // 7. filters
  filtering('every rejection says that the port is unreachable', "? 'refused' : 'unreachable' })", "? 'refused' : 'refused' })"),
  filtering('a reset answers whatever is rejected with it', "answer === 'reset' && protocol === PROTOCOLS.tcp ? 'reset'", "answer === 'reset' ? 'reset'"),
  filtering('every fragment carries ports', '  if (!isInPieces(walk, run, point)) return whole', '  if (walk.steps.length >= 0) return whole'),
  match('a rule matches any protocol', '  if (match.protocols && !match', '  if (false && match.protocols && !match'),
  match('a rule matches any source', '  if (match.sources && !address', '  if (false && match.sources && !address'),
  match('a rule matches any destination', '  if (match.destinations && !address', '  if (false && match.destinations && !address'),
  match('a rule matches any destination port', '  if (match.ports && (', '  if (false && match.ports && ('),
  match('a rule matches whatever it came in by', '  if (match.inInterfaces && (', '  if (false && match.inInterfaces && ('),
  match('a rule matches whatever it goes out by', '  if (match.outInterfaces && (', '  if (false && match.outInterfaces && ('),
  match('a rule matches any state', '  if (match.states && (', '  if (false && match.states && ('),
  filtering('the default of a filter is to accept', 'type: \'drop\' as const } : (rule?.action ?? filter.otherwise.action)', "type: 'drop' as const } : (rule?.action ?? { type: 'accept' as const })"),
  filtering('the last matching rule decides', '  const at = filter.rules.findIndex(', '  const at = filter.rules.findLastIndex('),
  filtering('a stateful filter lets no reply pass', "(tracked?.state === 'established' || tracked?.state === 'related')) {", "(tracked?.state === ('never' as string))) {"),
  filtering('a stateful filter lets invalid packets pass to its rules', "  const invalid = filter.stateful && tracked?.state === 'invalid'", '  const invalid = false'),
  filtering('a reject is silent', 'noticeOfRejection(action.answer, seen.header) : null)', 'null : null)'),
  match('a rule with ports matches any source port', '  if (match.sourcePorts && (', '  if (false && match.sourcePorts && ('),
  match('exceptions of a range match', '  if (match.except?.some(', '  if (false && match.except?.some('),
  // 8. source translation
  translation('masquerading keeps the source', "      const source = addressFor(walk.device, out, nextHop ?? header.destination, header.destination)", '      const source = header.source as ReturnType<typeof addressFor>'),
  translation('a packet on its own device is never source-translated', "  for (const rule of rulesOf(walk, 'postrouting')) {", "  for (const rule of walk.inInterface ? rulesOf(walk, 'postrouting') : []) {"),
  rewrite('a reply keeps the backend\'s source', "{ address: flow.original.destination, port: flow.original.destinationPort } :", '{ address: header.source, port: header.sourcePort } :'),
  quoted('an ICMP error is not translated', '  if (!tracked.flow) return\n', '  if (tracked) return\n'),
  markings('a connection\'s mark is not restored', "    case 'restore': walk.packet = {", "    case 'restore': if (walk.connectionMark >= 0) return; walk.packet = {"),
  // 9. sizes
  size('a route\'s own MTU is ignored', 'route.mtuBytes ?? out.mtuBytes\n', 'route.mtuBytes === null ? 0 : out.mtuBytes\n'),
  size('who sends into a tunnel is always told what fits', '(six ? sizeBytes > limitBytes : dontFragment)', 'sizeBytes > 0'),
  size('a tunnel device teaches no route', "const routed = learnsTooBig === 'route' &&", "const routed = learnsTooBig === ('never' as string) &&"),
  pathMtu('a tunnel\'s end learns nothing from its own link', ' ?? unsaid(walk)', ''),
  size('don\'t-fragment is ignored', '  if (!packet.dontFragment && (version === 4 || mine)) {', '  if (version === 4 || mine) {'),
  size('IPv6 routers fragment', '  if (!packet.dontFragment && (version === 4 || mine)) {', '  if (!packet.dontFragment) {'),
  size('the segment size is clamped for everything', "  if (packet.sizeBytes <= limitBytes) return true\n", "  if (packet.sizeBytes <= limitBytes || (way.out.mssClampBytes !== undefined || way.out.mssClampToMtu)) return true\n"),
  size('the segment size is never clamped', "  if (packet.mssBytes === null || !announces(walk)) return\n  for", '  if (packet.mssBytes === null || announces(walk)) return\n  for'),
  segments('data ignores the announced segment size', '(announcedMss ?? Infinity) + segment', 'Infinity + segment'),
  size('too-big is never sent', '(at.sendsTooBig || isOwn(walk)) ?', '((at.sendsTooBig && sizeBytes < 0) || isOwn(walk)) ?'),
  size('too-big is always sent', '!silent && (at.sendsTooBig || isOwn(walk)) ?', 'sizeBytes > 0 ?'),
  pathMtu('nobody learns a smaller size', "  if (notice?.says !== 'too-big') return null", "  if (notice?.says !== 'too-big' || notice.mtuBytes > 0) return null"),
  // tunnels
  tunnelling('an outer packet has the hops that the inner one has left', 'ttl: DEFAULT_TTL,', 'ttl,'),
  tunnelling('an inner packet loses the hops of the outer one', 'sizeBytes: wrap.innerBytes, ttl: wrap.innerTtl,', 'sizeBytes: wrap.innerBytes, ttl: walk.packet.ttl,'),
  tunnelling('selectors are not checked on the way out', '  const selected = selectPeer(tunnel, inner)', '  const selected = selectPeer(tunnel, inner) ?? tunnel.peers[0]'),
  tunnelling('nobody is told that a tunnel is not for him', "walk.device.notices === 'icmp' || isOwn(walk) ? { says: 'unreachable' } : null", "isOwn(walk) && walk.device.notices === ('never' as string) ? { says: 'unreachable' } : null"),
  encapsulation('encapsulation adds nothing', '* block + tunnel.headerBytes - tunnel.trailerBytes', '* block'),
  tunnelling('the outer packet is never told not to fragment', "    case 'set': return true", "    case 'set': return false"),
  tunnelling('selectors are not checked on the way in', '  if (!sendersOf(tunnel, wrap, outer).some(peer => carries(peer, inverse(inner)))) return', '  if (sendersOf(tunnel, wrap, outer).length === 0) return'),
  tunnelling('a tunnel takes packets of any sender', 'endpoint.address === outer.source ||', 'endpoint.address !== null ||'),
  // 10. transmit
  transmission('the fabric lets any source out', "    if (port.check !== 'none' &&", "    if (port.check === ('never' as string) &&"),
  transmission('the fabric\'s filters on the way out are skipped', '    if (!passFilters(walk, run, { filters: port.filters', '    if (false && !passFilters(walk, run, { filters: port.filters'),
  transmission('the next hop is ignored on a segment', '  const address = nextHop ?? top(walk.packet).destination', '  const address = top(walk.packet).destination'),
  neighbours('who is asked for his address does not look at who asks', '  return reversePathPasses(network, index, { device, item, header: { source: address', '  return item.id !== null || reversePathPasses(network, index, { device, item, header: { source: address'),
  transmission('an absent neighbour is missed in silence', "failHere(walk, run, 'neighbor-unreachable')", "failHere(walk, run, 'neighbor-unreachable', 'silent')"),
  checks('a link that is down carries', '  if (link?.up && item.up !== false) return true', '  if (link) return true'),
  // notices and conversations
  carryingOn('a stranger never resets the connection', '(second.some(one => one.some) ?', '(second.some(one => one.some) && first.by.length < 0 ?'),
  sending('IPv6 data is routed with its source', '  if (flow.source !== undefined || versionOf(sent.destination) === 4) return sent', '  if (flow.source !== undefined || versionOf(sent.destination) > 0) return sent'),
  notice('errors find home whatever is in their way', '...(some ? [sees] : []), ...(all ? [] :', '...(some || !all ? [sees] : []), ...(all || !some ? [] :'),
  { name: 'a fragment has any size', file: 'lib/net/header-bytes.ts', find: 'Math.floor((limitBytes - headers) / 8) * 8', replace: '(limitBytes - headers)' },
  of('index.ts')('marks by state put nothing together', ' || match.states !== undefined)', ')'),
  notice('an ICMPv6 error has the source that its own way chooses', '  const heard = v6 && inInterface !== null && ', '  const heard = false && v6 && inInterface !== null && '),
  notice('a preferred source of the way back counts for nothing in ICMPv6', ' && !prefers() ? ', ' && prefers !== undefined ? '),
  notice('an error about one\'s own address has another source', '  if (device.interfaces.some(item => item.addresses.some(own => own.address === destination))) return', '  if (false && device.interfaces.length > 0) return'),
  notice('errors quote nothing', '{ header: errorHeader(network, failed), quoted: header }', '{ header: errorHeader(network, failed) }'),
  notice('an error is attached to no flow', "  if ((!reset || isRejected(failed)) && tracked?.flow && tracked.state !== 'invalid') walk", "  if (false && tracked?.flow && tracked.state !== 'invalid') walk"),
  notice('an open connection is ended by any error', "    case 'unreachable': case 'ttl': return open ? 'timeout' : 'unreachable'", "    case 'unreachable': case 'ttl': return 'unreachable'"),
  walk('the union of two branches\' states', 'visited: new Set(walk.visited), memory: copyMemory(walk.memory),', 'visited: new Set(walk.visited), memory: walk.memory,'),
  conversation('a TCP conversation ends with its handshake', '    return talk.flow.protocol === PROTOCOLS.tcp ? carryOn', '    return talk.flow.protocol < 0 ? carryOn'),
  sending('a reply starts with a clean state', "    device: there.device, header: inverse(top(there.packet)), memory: there.memory,", '    device: there.device, header: inverse(top(there.packet)), memory: { tables: new Map(), choices: new Map(), pathMtus: new Map() },'),
]
