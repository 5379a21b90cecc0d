import { useEffect, useState } from 'react'
import { inquire } from '@/components/editor/inquire'

let told: Readonly<Record<string, string>> = {}

/** What each mechanism is, in a sentence by its name; none until the worker has told them. Where it could not, the next who wants them asks again. */
export function useExplanations(): Readonly<Record<string, string>> {
  const [known, setKnown] = useState(told)
  useEffect(() => {
    if (Object.keys(told).length === 0) void inquire('explanations', {}).then((all) => setKnown((told = all)))
  }, [])
  return known
}
