import type { Network } from '@/lib/network/network'
import { arrives, clientMaySee } from './notice'
import { top } from './packet'
import { copyMemory, pathMtuKey, type Memory, type TunnelLesson, type Walk } from './walk'

/** What a lost packet has taught: its sender a size, or a tunnel on the way how much fits towards its other end. */
export type Lesson = { readonly type: 'size'; readonly bytes: number } | ({ readonly type: 'tunnel' } & TunnelLesson)

/**
 * What is learned from a packet that was too big, if the error finds its way: to the sender, or of an outer packet to the tunnel's end, which
 * tells the sender of the next one. Sources: RFC 1191 section 3, RFC 8201 section 4, RFC 4301 section 8.2.1.
 */
export function learned(network: Network, walk: Walk, sizeBytes: number): Lesson | null {
  return said(network, walk, sizeBytes) ?? unsaid(walk)
}

function said(network: Network, walk: Walk, sizeBytes: number): Lesson | null {
  const notice = walk.ending?.notice
  if (notice?.says !== 'too-big') return null
  const wrap = walk.packet.wraps.at(-1)
  if (!wrap) return notice.mtuBytes < sizeBytes && clientMaySee(network, walk).includes('too-big') ? { type: 'size', bytes: notice.mtuBytes } : null
  const key = pathMtuKey(wrap.device, top(walk.packet).destination)
  return isNews(walk, { key, bytes: notice.mtuBytes }) && arrives(network, walk, wrap.device).some ? { type: 'tunnel', key, bytes: notice.mtuBytes } : null
}

/** What the tunnel's end has found out on its own link. */
function unsaid(walk: Walk): Lesson | null {
  const lesson = walk.ending?.lesson
  return lesson && isNews(walk, lesson) ? { type: 'tunnel', ...lesson } : null
}

const isNews = ({ memory }: Walk, { key, bytes }: TunnelLesson): boolean => (memory.pathMtus.get(key) ?? Infinity) > bytes

/** A copy of the memory that holds the lesson as well. */
export function withLearned(memory: Memory, lesson: Extract<Lesson, { type: 'tunnel' }>): Memory {
  const copy = copyMemory(memory)
  copy.pathMtus.set(lesson.key, lesson.bytes)
  return copy
}
