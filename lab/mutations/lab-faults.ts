import type { SeededFault } from './seeded-fault'

const of = (file: string) => (name: string, find: string, replace: string): SeededFault => ({ name, file: `lib/lab/${file}`, find, replace })

/** Wrong plans, one at a time: what the kernel is told to be. */
export const LAB_FAULTS: readonly SeededFault[] = [
  of('nft/filters.ts')('a stateful filter is planned without its state', '  const tracking = filter.stateful ? [', '  const tracking = filter.stateful && filter.rules.length < 0 ? ['),
  of('nft/filters.ts')('a filter\'s default is forgotten', '  return [...tracking, ...rules, ...otherwise]', '  return [...tracking, ...rules, ...otherwise.slice(1)]'),
  of('nft/filters.ts')('a filter\'s rules stand in the wrong order', '  return [...tracking, ...rules, ...otherwise]', '  return [...tracking, ...[...rules].reverse(), ...otherwise]'),
  of('nft/translations.ts')('masquerading is forgotten', "    case 'masquerade': return always(ports ? `masquerade to ${ports}` : 'masquerade')", "    case 'masquerade': return always('accept')"),
  of('nft/translations.ts')('a target\'s port is forgotten', "hasPorts(protocol) ? `:${port}` : '')}`", "hasPorts(protocol) ? '' : '')}`"),
  of('nft/conduct.ts')('the segment size is not clamped', 'const clamp = (side: string, item: Interface, size: string) => ruleText(', "const clamp = (side: string, item: Interface, size: string) => ruleText('meta length 0',"),
  of('nft/conduct.ts')('silent devices speak', "...(device.notices === 'silent' ? [", "...(device.notices === ('never' as string) ? ["),
  of('nft/words.ts')('rules ignore destination ports', "...portWords('dport', protocol.ports),", ''),
  of('nft/words.ts')('rules ignore sources', "...addressWords('saddr', match.sources, version, network),", ''),
  of('nft/words.ts')('rules ignore the in-interface', "...interfaceWords('iifname', match.inInterfaces, names),", ''),
  of('routes.ts')('only one of equal ways is planned', '  if (nextHops.length === 0) return', '  nextHops.splice(1)\n  if (nextHops.length === 0) return'),
  of('routes.ts')('a blackhole is planned as an unreachable route', "    case 'blackhole': case 'leaves': return 'blackhole'", "    case 'blackhole': case 'leaves': return 'unreachable'"),
  of('routes.ts')('a preferred source is forgotten', '...(source === undefined ? {} : { source })', '...(source === undefined ? {} : {})'),
  of('rules.ts')('policy rules forget the in-interface', 'id === undefined ? {} : { inInterface: names.interface(id) }', 'id === undefined ? {} : {}'),
  of('rules.ts')('policy rules forget the source', 'from ? { from } : {}', 'from ? {} : {}'),
  of('rules.ts')('policy rules forget the mark', '...(match.mark ? { mark: match.mark } : {})', '...{}'),
  of('rules.ts')('policy rules forget what they suppress', '...(rule.suppressPrefixLength === undefined ? {} : { suppressPrefixLength: rule.suppressPrefixLength })', '...{}'),
  of('routes.ts')('throw is planned as an unreachable route', "case 'throw': return hop.type", "case 'throw': return 'unreachable'"),
  of('routes.ts')('a route\'s own MTU is forgotten', 'group.map(route => route.mtuBytes).find(mtu => mtu !== undefined) ??', 'undefined ??'),
  of('routes.ts')('all routes have one metric', 'metric: first.preference + 1', 'metric: 1'),
  of('nft/conduct.ts')('what is to be kept out of tracking is tracked', "case 'untrack': return 'notrack'", "case 'untrack': return 'accept'"),
  of('nft/conduct.ts')('a connection\'s mark is not restored', "case 'restore': return 'meta mark set ct mark'", "case 'restore': return 'accept'"),
  of('nft/words.ts')('rules ignore source ports', ", ...portWords('sport', protocol.sourcePorts)", ''),
  of('nft/words.ts')('rules ignore states', '...(match.states ? [`ct state ${match.states.join(\',\')}`] : []),', ''),
  of('match.ts')('exceptions of a range are forgotten', 'subtract(prefix, match.except ?? [])', '[prefix]'),
  of('sysctls.ts')('every machine forwards', "const forwards = device.forwards ? '1' : '0'", "const forwards = '1'"),
  of('sysctls.ts')('a strict reverse path is a loose one', '{ off: 0, strict: 1, loose: 2 }', '{ off: 0, strict: 2, loose: 2 }'),
  of('sysctls.ts')('nobody answers by proxy', "...(item.proxyArp ? {", "...(item.proxyArp && ipv6Mtu === -1 ? {"),
  of('sysctls.ts')('tracking is loose about TCP everywhere', '...(strictTcp ? {', '...(strictTcp && ipv6Mtu === null ? {'),
  of('tunnels.ts')('a tunnel\'s packets have no header', 'headerBytes: tunnel.headerBytes, trailerBytes', 'headerBytes: 0, trailerBytes'),
]
