import { directive, type Draw } from './draw'
import { reverseName } from './objects'
import { ip } from '@/lib/net/ip-address'

const LABELS = ['www', 'mail', 'db', 'api', 'old', 'new', 'deep.er']

/** Names written into the Corefile, or into a file beside it. */
export function hosts(draw: Draw, zone: string, path: string, files: Record<string, string>): string {
  const suffix = zone === '.' ? 'example.org' : zone
  const names = draw.some(LABELS, 1, 4).map(label => draw.note(`${label}.${suffix}`))
  const entries = names.flatMap((name, at) => {
    const v4 = `192.0.2.${60 + at}`
    draw.note(reverseName(ip(v4)))
    return draw.pick([[`${v4} ${name}`], [`2001:db8::${at + 1} ${name}`], [`${v4} ${name} alias-${at}.${suffix}`, `2001:db8::${at + 1} ${name}`]])
  })
  const wildcard = draw.chance(25) ? [`192.0.2.90 *.wild.${suffix}`] : []
  for (const label of ['alias-0', 'any.wild', 'not.any.wild', 'wild', 'nobody']) draw.note(`${label}.${suffix}`)
  const option = (percent: number, text: string) => (draw.chance(percent) ? [text] : [])
  const beside = draw.chance(50)
  if (beside) files[path] = `# hosts\n${draw.chance(50) ? entries.join('\n') : '192.0.2.95 beside.example.org\n'}\n`
  return directive(beside ? `hosts ${path}${draw.chance(50) && zone !== '.' ? ` ${zone}` : ''}` : 'hosts', [...entries, ...wildcard, ...option(20, 'ttl 60'), ...option(20, 'no_reverse'), ...option(60, draw.pick(['fallthrough', 'fallthrough', `fallthrough ${suffix}`]))])
}

/**
 * Answers made from the question. Only a server `behind` others has aliases: one that leads back to its template, by whatever way, makes
 * the real server call itself until it dies.
 */
export function template(draw: Draw, zone: string, place: 'asked' | 'behind'): string {
  const suffix = zone === '.' ? 'example.org' : zone
  const type = draw.pick(['A', 'A', 'AAAA', 'ANY', 'TXT', 'SRV'])
  const head = `template IN ${type} ${draw.pick([zone, `t.${suffix}`, `t.${suffix}`])}`
  for (const label of ['ip-192-0-2-7.t', 't', 'x.t', 'ip-999.t', 'other']) draw.note(`${label}.${suffix}`)
  const then = draw.chance(50) ? [draw.pick(['fallthrough', `fallthrough t.${suffix}`])] : []
  const soa = `authority "${suffix} 60 IN SOA ns.${suffix} host.${suffix} 1 60 60 60 60"`
  return directive(head, draw.pick<readonly string[]>([
    ['match "^ip-(?P<a>[0-9]+)-(?P<b>[0-9]+)-(?P<c>[0-9]+)-(?P<d>[0-9]+)[.]t[.]"', 'answer "{{ .Name }} 60 IN A {{ .Group.a }}.{{ .Group.b }}.{{ .Group.c }}.{{ .Group.d }}"', ...then],
    ['answer "{{ .Name }} 60 IN A 192.0.2.201"', 'answer "{{ .Name }} 60 IN A 192.0.2.202"'],
    ['rcode NXDOMAIN', soa],
    ['match "^x[.]"', 'rcode REFUSED', ...then],
    ['match "(^|[.])t[.]"', 'rcode SERVFAIL', ...then],
    [soa, ...then],
    place === 'asked' || suffix === 'example.org' ? ['rcode SERVFAIL'] : ['answer "{{ .Name }} 60 IN CNAME www.example.org."'],
    ['match "^x[.]"', 'answer "{{ .Name }} 30 IN TXT \\"hello\\""', ...then],
  ]))
}

/** A zone file, as text, and the directive that serves it from `path`. */
export function file(draw: Draw, zone: string, path: string): { readonly line: string; readonly text: string } {
  const records = ['@ IN SOA ns host 7 7200 900 1209600 300', '@ IN NS ns', 'ns IN A 192.0.2.53']
  const add = (percent: number, ...lines: readonly string[]) => { if (draw.chance(percent)) records.push(...lines) }
  add(90, 'www IN A 192.0.2.81', 'www IN AAAA 2001:db8::81')
  add(70, 'alias IN CNAME www', 'chain IN CNAME alias')
  add(50, '*.w IN A 192.0.2.82', 'host.w IN TXT "no wildcard here"')
  add(40, 'sub IN NS ns.sub', 'ns.sub IN A 192.0.2.54')
  add(50, 'out IN CNAME www.example.net.', 'gone IN CNAME missing')
  add(40, 'deep.empty IN A 192.0.2.83')
  add(50, '_sip._udp IN SRV 10 5 5060 www', '_sip._udp IN SRV 20 5 5060 alias')
  add(25, '*.c IN CNAME www')
  add(25, 'loop IN CNAME loop2', 'loop2 IN CNAME loop')
  add(20, 'deleg IN DNAME www')
  for (const label of ['www', 'www', 'alias', 'chain', 'x.w', 'x.y.w', 'host.w', 'w', 'sub', 'x.sub', 'ns.sub', 'out', 'gone', 'empty', 'deep.empty', '_sip._udp', 'x.c', 'c', 'loop', 'x.deleg', 'missing', 'ns']) draw.note(`${label}.${zone}`)
  draw.note(zone)
  return { line: directive(`file ${path} ${zone}`, draw.chance(25) ? ['fallthrough'] : []), text: `$ORIGIN ${zone}.\n$TTL 120\n${records.join('\n')}\n` }
}
