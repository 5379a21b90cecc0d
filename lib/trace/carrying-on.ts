import type { DeviceId } from '@/lib/network/ids'
import type { Disposition } from '@/lib/network/trace'
import { failures, lostReply } from './losses'
import { arrives } from './notice'
import type { Outcome } from './outcomes'
import { top } from './packet'
import { HANDSHAKE_BYTES } from './segments'
import { reply, send, sentAgain, sentHeader, type Talk } from './sending'
import { isKnown } from './tracking'
import type { Memory, Walk } from './walk'

/** A TCP connection that is open on one branch: the packet that opened it, the answer, and what the client has sent on. */
interface Connection { readonly talk: Talk; readonly open: Walk; readonly answered: Walk }

/** Data in the size asked for, within what the other end has announced, and the answer to it. */
export function carryOn(talk: Talk, open: Walk, answered: Walk): readonly Outcome[] {
  const connection = { talk, open, answered }
  return sendOn(connection, answered.memory).flatMap(there => {
    const forgotten = forgottenBy(talk, there)
    if (forgotten.length === 0) return outcomesOf(connection, there)
    return [...outcomesOf(connection, there).filter(({ sees }) => sees !== 'timeout'), ...forgotten.flatMap(memory => sendOn(connection, memory).flatMap(again => outcomesOf(connection, again)))]
  })
}

const sendOn = ({ talk, open, answered }: Connection, memory: Memory, limitBytes = Infinity): readonly Walk[] => send(talk, {
  device: talk.client, header: sentAgain(talk.flow, sentHeader(open)), memory, phase: 'continue', announcedMss: answered.packet.mssBytes, limitBytes,
  expectation: { type: 'connection', device: open.device.id, header: top(open.packet) },
})

function outcomesOf(connection: Connection, there: Walk): readonly Outcome[] {
  if (there.ending?.disposition === 'accepted') return answerToMore(connection, there)
  const { talk, open, answered } = connection
  const refused = isTooLarge(there) ? sendOn(connection, answered.memory, HANDSHAKE_BYTES).filter(ack => ack.ending?.disposition !== 'accepted' && failures(talk, ack).some(({ sees }) => sees === 'reset')) : []
  return (refused.length > 0 ? refused : [there]).flatMap(walk => failures(talk, walk)).map(failed => ({ ...failed, accepted: open }))
}

/** Before what is too large a small acknowledgement has gone, and may have come further. */
const isTooLarge = ({ ending }: Walk): boolean => ending?.disposition === 'mtu-exceeded'

/**
 * What is remembered after a reset of the middle of a handshake that did not find home: who said it has forgotten the flow by it, and what is
 * sent on begins another. Source: Linux nf_conntrack_tcp_packet ("if only reply is a RST …"); measured (seed 781).
 */
function forgottenBy({ network, client }: Talk, walk: Walk): readonly Memory[] {
  const { ending, tracked, tracker, trackedHeader } = walk
  if (ending?.notice?.says !== 'reset' || tracked?.state !== 'invalid' || !tracked.flow || tracker === null || !trackedHeader) return []
  return arrives(network, walk, client.id).lost.filter(({ tables }) => !isKnown(tables, tracker, trackedHeader))
}

function answerToMore({ talk, open, answered }: Connection, there: Walk): readonly Outcome[] {
  const announcedMss = open.packet.mssBytes
  const told = (last: Walk): readonly Outcome[] => {
    const lost = lostReply(there, last)
    return lost ? seenAfterReset(talk, there, last).map(sees => ({ ...lost, forward: open, sees })) : []
  }
  return reply(talk, there, { phase: 'continue-reply', announcedMss }).flatMap((last): readonly Outcome[] => {
    if (last.ending?.disposition === 'accepted') return [{ state: 'ok', sees: 'ok', forward: open, back: answered, accepted: open }]
    const strayed = isTooLarge(last) ? reply(talk, there, { phase: 'continue-reply', announcedMss, limitBytes: HANDSHAKE_BYTES }).flatMap(told).filter(({ sees }) => sees === 'reset') : []
    return strayed.length > 0 ? strayed : told(last)
  })
}

/**
 * What the client sees when its answer goes to someone whose it is not, or is rejected with a reset on its way. That resets the connection of
 * the one who answers, who then refuses what the client sends again; if both resets find their way the client sees one, else it waits in vain.
 * Source: RFC 9293 sections 3.10.7.1 and 3.5.3; measured (seeds 295, 884).
 */
function seenAfterReset({ network, client }: Talk, there: Walk, { ending, ...stray }: Walk): readonly ('reset' | 'timeout')[] {
  if (!ending || !(ending.notice?.says === 'reset' || (STRAYED.has(ending.disposition) && stray.device.notices !== 'silent'))) return ['timeout']
  const reset = (walk: Omit<Walk, 'ending'>, to: DeviceId) => arrives(network, { ...walk, ending: { ...ending, notice: { says: 'reset' } } }, to)
  const first = reset(stray, there.device.id)
  const second = first.by.map(memory => reset({ ...there, memory }, client.id))
  return [...(second.some(one => one.some) ? ['reset' as const] : []), ...(first.all && second.every(one => one.all) ? [] : ['timeout' as const])]
}

/** It came to a device that knows nothing of the connection. */
export const STRAYED: ReadonlySet<Disposition> = new Set(['not-a-reply', 'delivered-elsewhere'])
