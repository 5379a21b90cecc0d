import { flagOf, type Arguments } from '@/cli/arguments'
import { FAIL_FLAG, JSON_FLAG, type Command } from '@/cli/command'
import { stepJson } from '@/cli/lookup-json'
import { serverNamed } from '@/cli/name-servers'
import { openDesign } from '@/cli/open-design'
import { badInput, EXIT, json, type ExitCode } from '@/cli/outcome'
import { isDnsName } from '@/lib/ask/endpoint'
import { queryServer, type ServerAnswer } from '@/lib/dns/query'
import { parseIp } from '@/lib/net/ip-address'
import { err, ok, type Result } from '@/lib/net/result'
import type { ResourceRecord } from '@/lib/network/name-server'
import type { Query, RecordType } from '@/lib/network/resolution'
import { converse } from '@/lib/trace/conversation'

const TYPES: readonly RecordType[] = ['A', 'AAAA', 'CNAME', 'PTR', 'SRV', 'NS', 'SOA', 'TXT']

export const query: Command = {
  name: 'query', help: 'one query straight to a name server',
  syntax: {
    positionals: ['FILE'],
    flags: {
      server: { value: 'S', help: 'a name server, one of its pods, its service, or an address of these', required: true },
      name: { value: 'N', help: 'the name', required: true },
      type: { value: 'A', help: `${TYPES.join(', ')}; A if not given` },
      client: { value: 'IP', help: 'the address that the server sees' },
      ...FAIL_FLAG, ...JSON_FLAG,
    },
  },
  run: (given, files) => {
    const asked = readQuery(given)
    if (!asked.ok) return badInput(asked.error)
    const client = flagOf(given, 'client')
    const address = client === undefined ? undefined : parseIp(client)
    if (address?.ok === false) return badInput(`--client is an IP address, not "${client}".`)
    const opened = openDesign(given.positionals[0] ?? '', files, given.flags.get('fail'))
    if (!opened.ok) return badInput(opened.error)
    const { network } = opened.value
    const server = serverNamed(flagOf(given, 'server') ?? '', opened.value)
    if (!server.ok) return badInput(server.error)
    const answers = queryServer({ ...server.value, query: asked.value, ...(address?.ok ? { client: address.value } : {}) }, network, (flow, intended) => converse(network, flow, intended))
    const [first, ...others] = answers
    if (!first) return badInput(`${server.value.server} runs nowhere, so nobody can be asked.`)
    return {
      exit: new Set(answers.map(exitOf)).size > 1 ? EXIT.ambiguous : exitOf(first),
      out: given.flags.has('json') ? json(answerJson(first)) : answerText(first),
      messages: others.length > 0 ? [`Its processes answer differently; shown is ${first.device}, others: ${others.map(({ device, response }) => `${device} ${response?.rcode ?? 'silent'}`).join(', ')}.`] : [],
    }
  },
}

function readQuery(given: Arguments): Result<Query, string> {
  const name = flagOf(given, 'name') ?? ''
  if (name !== '.' && !isDnsName(name)) return err(`"${name}" is not a DNS name.`)
  const wanted = (flagOf(given, 'type') ?? 'A').toUpperCase()
  const type = TYPES.find(one => one === wanted)
  return type === undefined ? err(`"${wanted}" is no type of record that is modelled: ${TYPES.join(', ')}.`) : ok({ name: name.toLowerCase().replace(/\.$/, ''), type })
}

function exitOf({ response, undetermined }: ServerAnswer): ExitCode {
  if (undetermined) return EXIT.undetermined
  return response?.rcode === 'NOERROR' ? EXIT.yes : EXIT.no
}

const recordJson = ({ name, type, data, ttlSeconds }: ResourceRecord) => ({ name, type, data, ttl: ttlSeconds })

const answerJson = ({ device, response, undetermined, steps }: ServerAnswer) => ({
  rcode: response?.rcode ?? null, authoritative: response?.authoritative ?? false,
  answers: (response?.answers ?? []).map(recordJson), authority: (response?.authority ?? []).map(recordJson), additional: (response?.additional ?? []).map(recordJson),
  device, ...(undetermined ? { undetermined } : {}), steps: steps.map(stepJson),
})

function answerText({ device, response, undetermined, steps }: ServerAnswer): string {
  const status = response ? `${response.rcode}${response.authoritative ? ', authoritative' : ''}` : undetermined ? `undetermined (${undetermined.code})` : 'no reply'
  const records = [['answer', response?.answers], ['authority', response?.authority], ['additional', response?.additional]] as const
  const lines = records.flatMap(([section, list = []]) => list.map(({ name, type, data, ttlSeconds }) => `  ${section.padEnd(11)}${name === '' ? '.' : name} ${ttlSeconds} ${type} ${data}`))
  const walk = steps.map(({ actor, did, facts }) => `  ${'step'.padEnd(11)}${actor} ${did}${facts['zone'] === undefined ? '' : ` ${facts['zone']}`}`)
  return `${[`${device}: ${status}`, ...lines, ...walk].join('\n')}\n`
}
