import type { DeviceId } from '@/lib/network/ids'
import type { ClientSees } from '@/lib/network/trace'
import type { RawEvent } from '@/lab/raw'

/** What happened to one probe on the kernel. */
export interface Observed {
  readonly sees: ClientSees
  /** What the client's socket said, for people: an errno, an ICMP error and its sender. */
  readonly said: string
  readonly answered: readonly Answered[]
  /** Where packets of it ended that should not have; several where packets of one probe took several ways. */
  readonly diedAt: readonly DeviceId[]
  readonly events: readonly RawEvent[]
  /** What the prober could not send or would not take: where, and why. */
  readonly notes: readonly string[]
}

/** Who took it, and the source address seen there. */
export interface Answered { readonly device: DeviceId; readonly sourceSeen: string }
