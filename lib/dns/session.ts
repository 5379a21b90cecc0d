import type { Conversation, Converse } from '@/lib/network/conversation'
import type { Network } from '@/lib/network/network'
import { askServer } from './ask'
import { answerQuery } from './servers'
import type { Session } from './served'

/** Opens what one lookup shares. A way that several queries take is walked once. */
export function openSession(network: Network, converse: Converse): Session {
  const conversations = new Map<string, Conversation>()
  const session: Session = {
    network,
    conversation: flow => {
      const key = `${flow.device} ${flow.destination} ${flow.protocol} ${flow.destinationPort ?? ''} ${flow.replyBytes ?? ''}`
      const known = conversations.get(key)
      if (known) return known
      const conversation = converse(flow)
      conversations.set(key, conversation)
      return conversation
    },
    ask: asking => askServer(session, asking),
    answer: answering => answerQuery(session, answering),
    starts: new Map(),
  }
  return session
}
