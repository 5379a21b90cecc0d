import { useEffect, useState } from 'react'
import { inquire } from '@/components/editor/inquire'
import type { CorefileReading } from '@/components/editor/protocol'

/** A person who types is not read at every letter, in milliseconds. */
const PAUSE = 150

/** How CoreDNS would read a text that is being typed; null while that is not known, and where there is none (null). */
export function useReading(text: string | null): CorefileReading | null {
  const [read, setRead] = useState<CorefileReading | null>(null)
  useEffect(() => {
    if (text === null) return
    let gone = false
    const timer = setTimeout(() => void inquire('corefile', { text }).then((reading) => !gone && setRead(reading), () => undefined), PAUSE)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [text])
  return text === null ? null : read
}
