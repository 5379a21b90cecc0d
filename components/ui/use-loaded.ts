import { useCallback, useState } from 'react'

export type Loaded<Part> = { readonly state: 'waiting' } | { readonly state: 'here'; readonly part: Part } | { readonly state: 'failed' }

/** A part of the page that is fetched when it is first wanted. It may fail, offline say: then whoever wants it says so, and may try again. */
export function useLoaded<Part>(load: () => Promise<Part>): readonly [Loaded<Part>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<Part>>({ state: 'waiting' })
  const want = useCallback(() => {
    void load().then((part) => setLoaded({ state: 'here', part }), () => setLoaded({ state: 'failed' }))
  }, [load])
  return [loaded, want]
}
