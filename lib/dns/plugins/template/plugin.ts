import { longestZone } from '@/lib/dns/names'
import { fallsThrough, serveNotModelled } from '@/lib/dns/plugins/directive'
import type { Plugin, Serve } from '@/lib/dns/plugins/types'
import { distinctReplies, replyWith, respond, serveOne } from '@/lib/dns/response'
import type { Reply, Served, ServerContext } from '@/lib/dns/served'
import { readRecord } from '@/lib/dns/zone-file/read'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { DnsStep, Query } from '@/lib/network/resolution'
import { readStanza, type Stanza } from './stanza'
import { fillTemplate, type Template, type TemplateData } from './text'

/**
 * Answers made of templates: the first one for the question's class, type and zone whose pattern fits. One that is for the question but does
 * not fit passes on with `fallthrough`, and is SERVFAIL without. Source: coredns plugin/template/template.go ServeDNS.
 */
export const template: Plugin = {
  name: 'template',
  prepare: (directives, block): Serve => {
    const stanzas = directives.map(directive => readStanza(directive, block))
    const odd = stanzas.find(stanza => 'option' in stanza)
    if (odd && 'option' in odd) return serveNotModelled('template', odd.option)
    return (query, next, context) => {
      for (const stanza of stanzas as readonly Stanza[]) {
        const zone = longestZone(query.name, stanza.zones)
        if (zone === undefined || !isFor(stanza, query)) continue
        const match = stanza.patterns.map(pattern => pattern.exec(`${query.name}.`)).find(found => found !== null)
        if (match) return serve(query, stanza, dataOf(query, stanza, { zone, match }, context), context)
        if (!fallsThrough(stanza.fallthrough, query.name)) return serveOne(context, 'template', replyWith(respond('SERVFAIL', { unwritten: 'quiet' })), { zone })
      }
      return next(query)
    }
  },
}

const classOf = (query: Query): string => query.class ?? 'IN'

const isFor = (stanza: Stanza, query: Query): boolean => {
  const { type } = query
  const asked = classOf(query)
  return (stanza.class === 'ANY' || asked === 'ANY' || stanza.class === asked) && (stanza.type === 'ANY' || type === 'ANY' || stanza.type === type)
}

function dataOf(query: Query, stanza: Stanza, { zone, match }: { readonly zone: string; readonly match: RegExpExecArray }, { client }: ServerContext): TemplateData {
  const { name, type } = query
  const asked = classOf(query)
  return { zone: zone === '.' ? '.' : `${zone}.`, name: `${name}.`, class: asked === 'ANY' ? stanza.class : asked, type: type === 'ANY' ? stanza.type : type, remote: client ?? '', match }
}

function serve(query: Query, stanza: Stanza, data: TemplateData, context: ServerContext): Served {
  const facts = { zone: data.zone.replace(/(.)\.$/, '$1') }
  const failed = () => serveOne(context, 'template', replyWith(respond('SERVFAIL', { unwritten: 'error' })), facts)
  if (stanza.rcode === 'SERVFAIL') return serveOne(context, 'template', replyWith(respond('SERVFAIL', { unwritten: 'quiet' })), facts)
  const [answers, additional, authority] = [stanza.answers, stanza.additional, stanza.authority].map(all => recordsOf(all, data))
  if (!answers || !additional || !authority) return failed()
  const chased = chase(query, answers, context)
  const replies = chased.alternatives.map((full): Reply => ('undetermined' in full ? full : replyWith(respond(stanza.rcode, { authoritative: true, answers: full.answers, additional, authority }))))
  return { replies: distinctReplies(replies), steps: [...chased.steps, ...replies.flatMap(reply => serveOne(context, 'template', reply, facts).steps)] }
}

/** Null where a template does not make a record. */
function recordsOf(templates: readonly Template[], data: TemplateData): readonly ResourceRecord[] | null {
  const records = templates.map(one => { const text = fillTemplate(one, data); return text === undefined ? null : readRecord(text) })
  return records.includes(null) ? null : records.filter(record => record !== null)
}

type Alternative = { readonly answers: readonly ResourceRecord[] } | Extract<Reply, { type: 'not-modelled' }>

/** Adds what the server says of the target of an alias, for addresses. */
function chase(query: Query, answers: readonly ResourceRecord[], context: ServerContext): { readonly alternatives: readonly Alternative[]; readonly steps: readonly DnsStep[] } {
  let alternatives: readonly Alternative[] = [{ answers: [] }]
  const steps: DnsStep[] = []
  for (const record of answers) {
    const served = record.type === 'CNAME' && (query.type === 'A' || query.type === 'AAAA') ? context.again({ name: record.data, type: query.type }) : undefined
    steps.push(...(served?.steps ?? []))
    alternatives = alternatives.flatMap(one => ('undetermined' in one ? [one] : (served?.replies ?? [undefined]).map((reply): Alternative => {
      if (reply?.type === 'not-modelled') return reply
      return { answers: [...one.answers, record, ...(reply?.type === 'response' ? reply.response.answers : [])] }
    })))
  }
  return { alternatives, steps }
}
