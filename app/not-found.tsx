import Link from 'next/link'

export default function NotFound() {
  return (
    <main className="flex h-full flex-col items-center justify-center gap-4">
      <h1 className="text-[length:var(--t-20)] font-semibold">This page does not exist</h1>
      <Link className="text-[color:var(--accent)] underline" href="/">
        Back to the start
      </Link>
    </main>
  )
}
