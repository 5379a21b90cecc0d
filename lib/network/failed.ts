import type { Conversation } from './conversation'
import { FAILURES, type Trace } from './trace'

/** Packets of a conversation that ended badly, either way. */
export const failedTraces = ({ forward, return: back }: Conversation): readonly Trace[] => [...forward, ...back].filter(trace => (FAILURES as readonly string[]).includes(trace.disposition))

/** Where a packet ended, which one of the conversation it was, and how. */
export const place = ({ device, phase, disposition }: Trace): string => `${device} (${phase}: ${disposition})`
