import type { Addition } from '@/lib/network/addition'
import type { Filter, FilterAction, FilterRule } from '@/lib/network/filter'
import { deviceOf, filterOf } from '@/lib/network/names'
import type { WrittenChain, WrittenFilterRule } from './config'
import type { MachineContext } from './interfaces'
import { toMatch } from './match'

/** The chains, the hooks they stand at, and the side that they guard. Source: nft(8), chain hooks of the filter type. */
interface Chain { readonly chain: 'input' | 'forward' | 'output'; readonly hook: Filter['hook']; readonly direction: 'in' | 'out' }
const CHAINS: readonly Chain[] = [
  { chain: 'input', hook: 'local-in', direction: 'in' },
  { chain: 'forward', hook: 'forward', direction: 'in' },
  { chain: 'output', hook: 'local-out', direction: 'out' },
]

export const machineFilters = (context: MachineContext): readonly Addition[] => CHAINS.flatMap((at): readonly Addition[] => {
  const written = context.config[at.chain]
  return written ? [{ add: 'filter', at: { device: deviceOf(context.id) }, filter: toFilter(context, written, at) }] : []
})

function toFilter(context: MachineContext, { stateful = false, policy = 'accept', rules = [] }: WrittenChain, { chain, hook, direction }: Chain): Filter {
  return {
    id: filterOf(context.id, chain), from: context.id, guards: { element: context.id, direction }, hook, stateful,
    rules: rules.map((rule, at) => toRule(context, rule, at)),
    otherwise: { action: { type: policy }, code: policy === 'drop' ? 'filter.denied' : 'linux.policy-accept', elements: [context.id] },
    codes: { denied: 'filter.denied', reply: stateful ? 'filter.denied' : 'filter.reply-ports', hidden: 'nat.hides-source' },
  }
}

const toRule = (context: MachineContext, written: WrittenFilterRule, at: number): FilterRule => ({
  code: written.verdict === 'accept' ? 'linux.accepted' : 'filter.denied', from: context.id, name: written.name ?? String(at + 1), order: at,
  match: { ...toMatch(context, written), ...(written.state ? { states: written.state } : {}) }, action: toVerdict(written),
})

/** Without a kind, a rejection says "port unreachable". Source: nft(8), reject statement. */
function toVerdict({ verdict, with: answer = 'port-unreachable' }: WrittenFilterRule): FilterAction {
  if (verdict !== 'reject') return { type: verdict }
  return { type: 'reject', answer: answer === 'tcp-reset' ? 'reset' : answer }
}
