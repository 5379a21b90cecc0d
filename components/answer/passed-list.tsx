import type { Passed } from '@/lib/explain/story'
import { Words } from './words'

/** What let a query through on its way, by which rule. */
export function PassedList({ passed }: { readonly passed: readonly Passed[] }) {
  return (
    <ol className="passed" aria-label="Let through by">
      {passed.map(({ label, words }, at) => (
        <li key={at}><b>{label}</b> <Words words={words} /></li>
      ))}
    </ol>
  )
}
