import { flagOf, numberOf, type Arguments } from '@/cli/arguments'
import { answerJson } from '@/cli/answer-json'
import { CATALOGUE } from '@/cli/catalogue'
import { FAIL_FLAG, JSON_FLAG, type Command } from '@/cli/command'
import { openDesign } from '@/cli/open-design'
import { badInput, EXIT, json, type ExitCode, type Outcome } from '@/cli/outcome'
import { misspelt } from '@/cli/misspelt'
import { readQuestions, type QuestionText } from '@/lib/ask/read-question'
import { tellStory } from '@/lib/explain/tell'
import { printStory } from '@/lib/explain/text'
import { ok, type Result } from '@/lib/net/result'
import type { Answer, Reachability } from '@/lib/network/answer'
import { answerQuestion } from '@/lib/verify/answer'
import type { Prepared } from '@/lib/verify/prepare'

const EXITS: Readonly<Record<Reachability, ExitCode>> = { reachable: EXIT.yes, unreachable: EXIT.no, ambiguous: EXIT.ambiguous, undetermined: EXIT.undetermined }

export const ask: Command = {
  name: 'ask', help: 'would the lookup resolve, the packet arrive and the reply come back; and if not, what stops it',
  syntax: {
    positionals: ['FILE'],
    flags: {
      from: { value: 'X', help: 'who asks: an element, a pod (<workload>-<n>), a name that only one element has, or an address', required: true },
      to: { value: 'Y', help: 'whom: the same, or else a DNS name', required: true },
      protocol: { value: 'tcp|udp|icmp|sctp|NUMBER', help: 'tcp with a port, icmp without' },
      port: { value: 'N', help: 'destination port' },
      size: { value: 'BYTES', help: 'size of the IP packet, 64 if not given' },
      ...FAIL_FLAG, ...JSON_FLAG,
      brief: { help: 'print the verdict and the blockers only' },
      evidence: { help: 'print what matched, what lost and what is withheld' },
    },
  },
  run: (given, files) => {
    const text = questionText(given)
    if (!text.ok) return badInput(text.error)
    const opened = openDesign(given.positionals[0] ?? '', files, given.flags.get('fail'))
    if (!opened.ok) return badInput(opened.error)
    const questions = readQuestions(text.value, opened.value.view, opened.value.network)
    if (!questions.ok) return badInput(questions.error)
    return printed(questions.value.map(question => answerQuestion(question, opened.value.network)), given, opened.value)
  },
}

function questionText(given: Arguments): Result<QuestionText, string> {
  const port = numberOf(given, 'port', { from: 1, to: 65_535 })
  if (!port.ok) return port
  // An IPv4 packet is no smaller than its header and no larger than its length field says (RFC 791 section 3.1).
  const size = numberOf(given, 'size', { from: 20, to: 65_535 })
  if (!size.ok) return size
  return ok({ from: flagOf(given, 'from') ?? '', to: flagOf(given, 'to') ?? '', protocol: flagOf(given, 'protocol'), port: port.value, sizeBytes: size.value })
}

/** Of several pods that ask, the first that gets no answer is shown; where they differ, the whole is ambiguous. */
function printed(answers: readonly Answer[], given: Arguments, { network, design }: Prepared): Outcome {
  const shown = answers.find(answer => answer.reachability !== 'reachable') ?? answers[0]
  if (!shown) return badInput('Nothing asks.')
  const reachability = answers.every(answer => answer.reachability === shown.reachability) ? shown.reachability : 'ambiguous'
  const answer: Answer = { ...shown, reachability }
  const messages = [
    ...(answers.length > 1 ? [`Asked from ${answers.length} devices; shown is ${shown.question.from}.`] : []),
    ...(shown.question.to.type === 'name' && shown.lookup?.outcome !== 'NOERROR' ? misspelt(shown.question.to.name, design, network) : []),
  ]
  const out = given.flags.has('json')
    ? json(answerJson(answer, network, CATALOGUE))
    : printStory(tellStory(answer, network, CATALOGUE), { brief: given.flags.has('brief'), evidence: given.flags.has('evidence') })
  return { exit: EXITS[reachability], out, messages }
}
