import { useEffect, useState } from 'react'
import { inquire } from '@/components/editor/inquire'

let told: Readonly<Record<string, string>> = {}

/** What each mechanism is, in a sentence by its name; none until the worker has told them. */
export function useExplanations(): Readonly<Record<string, string>> {
  const [known, setKnown] = useState(told)
  useEffect(() => {
    if (known !== told || Object.keys(known).length > 0) return
    void inquire('explanations', {}).then((all) => setKnown((told = all)))
  }, [known])
  return known
}
