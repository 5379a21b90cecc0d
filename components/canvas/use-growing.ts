import { useEffect, useState } from 'react'

/** How many boxes are mounted in one frame: few enough that no frame blocks the page. */
const PER_FRAME = 6

/** Counts up to `total`, a few in each frame, so that a large drawing appears without freezing the page; from the start for another subject. */
export function useGrowing(total: number, subject: unknown): number {
  const [grown, setGrown] = useState({ subject, count: 0 })
  const count = grown.subject === subject ? grown.count : 0
  useEffect(() => {
    if (count >= total) return
    const frame = requestAnimationFrame(() => setGrown({ subject, count: count + PER_FRAME }))
    return () => cancelAnimationFrame(frame)
  }, [count, total, subject])
  return Math.min(count, total)
}
