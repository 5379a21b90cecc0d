/** What has happened to a kept design; `revision` null: it was removed. */
export interface News { readonly id: string; readonly revision: number | null }

const NAME = 'podway-designs'
let channel: BroadcastChannel | null = null
const listeners = new Set<(news: News) => void>()

function open(): BroadcastChannel {
  if (channel !== null) return channel
  channel = new BroadcastChannel(NAME)
  channel.addEventListener('message', ({ data }: MessageEvent<News>) => {
    for (const listener of listeners) listener(data)
  })
  return channel
}

/** Tells the other tabs. */
export const announce = (news: News) => open().postMessage(news)

/** Hears of what other tabs do, until it is called off. */
export function onNews(listener: (news: News) => void): () => void {
  open()
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
