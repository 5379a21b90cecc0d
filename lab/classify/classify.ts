import type { LabPlan, Probe } from '@/lib/lab/plan'
import type { ClientSees } from '@/lib/network/trace'
import type { DeviceId } from '@/lib/network/ids'
import type { RawResult } from '@/lab/raw'
import { answeredBy } from './answered'
import { clientSaid, clientSees } from './client-sees'
import { givesUp } from './connection-end'
import { endings } from './endings'
import { hear, type Heard } from './heard'
import type { Answered, Observed } from './observed'

/** Judges what the prober says of a probe. */
export function classify(probe: Probe, raw: RawResult, plan: LabPlan): Observed {
  const heard = hear(raw, plan)
  const sees = clientSees(raw)
  const answered = answeredBy(raw, heard)
  const notes = raw.notes.map(([namespace, what]) => `${heard.deviceOf.get(namespace) ?? namespace}: ${what}`)
  return { sees, said: clientSaid(raw), answered, diedAt: diedAt({ probe, raw, plan, sees, answered }, heard), events: heard.events, notes }
}

interface Judged { readonly probe: Probe; readonly raw: RawResult; readonly plan: LabPlan; readonly sees: ClientSees; readonly answered: readonly Answered[] }

function diedAt({ probe, raw, plan, sees, answered }: Judged, heard: Heard): readonly DeviceId[] {
  const client = heard.deviceOf.get(probe.namespace)
  if (sees === 'ok' || !client) return []
  if (givesUp(probe, heard)) return [client]
  return endings({ client, sees, servers: new Set(answered.map(({ device }) => device)), raw, plan }, heard)
}
