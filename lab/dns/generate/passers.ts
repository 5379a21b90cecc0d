import { CLIENT, NETWORK } from '@/lab/dns/scenario'
import { directive, type Draw } from './draw'

/** Who may ask: the usual client, and two that `acl` may know. */
export const CLIENTS = [CLIENT, CLIENT, CLIENT, `${NETWORK}2`, `${NETWORK}20`]

/** Rules that change the question, with the names that they match. */
export function rewrites(draw: Draw, zone: string): readonly string[] {
  const suffix = zone === '.' ? 'example.org' : zone
  return draw.some(rulesFor(draw, suffix), 1, 3)
}

function rulesFor(draw: Draw, suffix: string): readonly string[] {
  const then = draw.pick(['', '', 'stop ', 'continue '])
  const restored = draw.pick(['', ' answer auto'])
  for (const label of ['www.old', 'pre-www', 'alias-of-web', 'v1-api', 'x-mid-y']) draw.note(`${label}.${suffix}`)
  draw.note('web.shop.svc.clusterset.local')
  draw.note('web.shop.west')
  return [
    `rewrite ${then}name alias-of-web.${suffix} web.shop.svc.cluster.local`,
    `rewrite ${then}name exact alias-of-web.${suffix} www.${suffix}`,
    `rewrite ${then}name suffix .old.${suffix} .${suffix}${restored}`,
    `rewrite ${then}name prefix pre- a-${restored}`,
    `rewrite ${then}name substring -mid- -${restored}`,
    `rewrite ${then}name suffix .svc.clusterset.local .svc.cluster.local${restored}`,
    `rewrite ${then}name regex (.*)-(.*)\\.${suffix.replaceAll('.', '\\.')} {2}.{1}.${suffix}${restored}`,
    `rewrite ${then}name regex (.*)\\.(.*)\\.west {1}.{2}.svc.cluster.local answer name (.*)\\.(.*)\\.svc\\.cluster\\.local {1}.{2}.west`,
    directive(`rewrite ${then.trim() || 'stop'}`, ['name regex (.*)\\.west {1}.svc.cluster.local', 'answer name (.*)\\.svc\\.cluster\\.local {1}.west']),
    `rewrite ${then}type AAAA A`,
    `rewrite ${then}ttl suffix ${suffix} ${draw.pick([77, '10-60', '-90'])}`,
    `rewrite ${then}rcode suffix ${suffix} NXDOMAIN ${draw.pick(['NOERROR', 'SERVFAIL'])}`,
    `rewrite ${then}cname exact www.${suffix} other.${suffix}`,
  ]
}

/** Who else answers: a server of the scenario, or an address where nobody listens. */
export function forward(draw: Draw, from: string, upstreams: readonly string[]): string {
  const dead = draw.chance(12) ? [`${NETWORK}99`] : []
  const to = [...(dead.length > 0 && draw.chance(50) ? [] : draw.some(upstreams, 1, Math.min(2, upstreams.length))), ...dead]
  const option = (percent: number, text: string) => (draw.chance(percent) ? [text] : [])
  return directive(`forward ${from} ${to.join(' ')}`, [
    ...option(25, `except ${draw.pick(['example.net', 'corp.example', 'cluster.local', 'www.example.org'])}`), ...option(to.length > 1 ? 70 : 10, `policy ${draw.pick(['sequential', 'sequential', 'round_robin', 'random'])}`),
    ...option(10, 'force_tcp'), ...option(10, 'prefer_udp'), ...option(15, 'max_concurrent 1000'), ...option(10, 'max_fails 0'),
    ...option(to.length > 1 ? 30 : 10, `failover ${draw.some(['NXDOMAIN', 'SERVFAIL', 'REFUSED'], 1, 2).join(' ')}`), ...option(12, 'next NXDOMAIN'), ...option(8, 'next_on_nodata'),
  ])
}

/** Who is served. */
export function acl(draw: Draw, zone: string): string {
  const rule = () => `${draw.pick(['allow', 'block', 'filter', 'block', 'drop'])}${draw.chance(60) ? ` type ${draw.pick(['A', 'AAAA', 'TXT', 'PTR', 'A AAAA', 'ANY'])}` : ''}${draw.chance(70) ? ` net ${draw.pick([`${NETWORK}2`, `${NETWORK}20/32`, `${NETWORK}16/28`, `${NETWORK}2/31`])}` : ' net 192.0.2.0/24'}`
  return directive(`acl${draw.chance(40) ? ` ${zone}` : ''}`, Array.from({ length: 1 + draw.below(3) }, rule))
}

/** Plugins that change no answer, or hardly. */
export const neutrals = (draw: Draw): readonly string[] =>
  draw.some(['errors', 'loadbalance', 'loadbalance round_robin', 'bufsize 1232', 'nsid x', 'metadata', 'cancel', 'any'], 0, 4).filter((line, at, all) => all.findIndex(other => other.split(' ')[0] === line.split(' ')[0]) === at)

/** Which questions a block is for. */
export const view = (draw: Draw): string => directive(`view v${draw.below(1000)}`, [`expr ${draw.pick([
  "type() == 'AAAA'", "type() in ['A', 'AAAA']", `incidr(client_ip(), '${NETWORK}16/28')`, "name() matches '^www[.]'", "name() endsWith '.cluster.local.'", "not (name() contains 'web') and type() != 'SRV'", "client_ip() == '192.0.2.1' or class() == 'IN'",
])}`])
