'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useOpened } from '@/components/editor/hooks'
import { keepAsMine } from '@/components/editor/library'

/** Makes a shared design mine: a new one beside all that I have. */
export function KeepButton() {
  const opened = useOpened()
  const router = useRouter()
  const [failed, setFailed] = useState(false)
  const keep = async () => {
    if (opened === null) return
    const id = await keepAsMine(opened.design).catch(() => null)
    if (id === null) return setFailed(true)
    router.push(`/design#${id}`)
  }
  return (
    <>
      {failed && <span className="c-no cap" role="alert">This browser keeps nothing here.</span>}
      <button type="button" className="btn primary" disabled={opened === null} onClick={() => void keep()}>Keep a copy</button>
    </>
  )
}
