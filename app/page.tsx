import { CanvasLoader } from '@/components/canvas/CanvasLoader'

export default function Page() {
  return (
    <main className="flex h-full flex-col">
      <h1 className="px-4 py-2 text-[length:var(--t-15)] font-semibold">Podway</h1>
      <CanvasLoader />
    </main>
  )
}
