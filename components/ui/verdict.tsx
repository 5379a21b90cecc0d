import { Glyph } from './glyph'

export type VerdictState = 'reachable' | 'unreachable' | 'ambiguous' | 'undetermined'

const TONES: Readonly<Record<VerdictState, string>> = { reachable: 'v-ok', unreachable: 'v-no', ambiguous: 'v-amb', undetermined: 'v-und' }
export const INKS: Readonly<Record<VerdictState, string>> = { reachable: 'c-ok', unreachable: 'c-no', ambiguous: 'c-amb', undetermined: 'c-und' }

/** How a question ended: colour and shape together. */
export function Verdict({ state, children }: { readonly state: VerdictState; readonly children: React.ReactNode }) {
  return (
    <span className={`verdict ${TONES[state]}`}>
      <Glyph name={state} />
      <span className="clip">{children}</span>
    </span>
  )
}
