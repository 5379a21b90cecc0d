import type { RealRecord } from './message'
import type { CheckedQuestion } from './run-scenario'
import { apiUrl, type DnsScenario } from './scenario'

/** A disagreement for people: the question, both replies, and every Corefile and zone file of the scenario. */
export function disagreementStory({ name, servers, clusters }: DnsScenario, { question, verdict, real, engine }: CheckedQuestion): string {
  const replies = engine.map(({ response, undetermined }) => `  engine  ${response ? replyText(response) : (undetermined?.code ?? 'silent')}`)
  return [
    `${name}: ${question.name || '.'} ${question.type} (${question.transport}, from ${question.client})`,
    ...(verdict.type === 'differ' ? verdict.differences.map(line => `  ${line}`) : []),
    `  real    ${real ? replyText({ ...real, authoritative: real.flags.aa }) : 'silent'}`, ...replies,
    ...servers.flatMap(({ id, address, corefile, files = {} }) => [`  ${id} ${address}`, indented(corefile), ...Object.entries(files).filter(([path]) => corefile.includes(path)).flatMap(([path, text]) => [`    ${path}`, indented(text)])]),
    ...clusters.filter(({ id }) => servers.some(({ corefile }) => corefile.includes(apiUrl(String(id))))).map(cluster => `  cluster ${cluster.id}: ${JSON.stringify(cluster.services)}`),
  ].join('\n')
}

const indented = (text: string): string => text.trimEnd().split('\n').map(line => `      ${line}`).join('\n')

interface Sections { readonly rcode: string; readonly authoritative: boolean; readonly answers: readonly RealRecord[]; readonly authority: readonly RealRecord[]; readonly additional: readonly RealRecord[] }

function replyText({ rcode, answers, authority, additional, authoritative }: Sections): string {
  const section = (title: string, records: readonly RealRecord[]) => (records.length === 0 ? '' : ` ${title} [${records.map(({ name, ttlSeconds, type, data }) => `${name} ${ttlSeconds} ${type} ${data}`).join(', ')}]`)
  return `${rcode}${authoritative ? ' aa' : ''}${section('answers', answers)}${section('authority', authority)}${section('additional', additional)}`
}
