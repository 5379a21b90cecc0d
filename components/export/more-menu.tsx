'use client'

import { useState } from 'react'
import { useOpened } from '@/components/editor/hooks'
import { NOT_LOADED } from '@/components/editor/not-loaded'
import { saveAsFile } from '@/components/editor/save-file'
import { Dialog } from '@/components/ui/dialog'
import { MenuButton } from '@/components/ui/menu'
import { useLoaded } from '@/components/ui/use-loaded'

const loadLab = () => import('./lab').then(({ Lab }) => Lab)

/** What else can be done with the whole design: take it away as a file, or as a lab. */
export function MoreMenu() {
  const opened = useOpened()
  const [wanted, setWanted] = useState(false)
  const [lab, load] = useLoaded(loadLab)
  const openLab = () => {
    setWanted(true)
    load()
  }
  return (
    <>
      <MenuButton label="More" items={[
        { label: 'Run as a lab …', disabled: opened === null, onChoose: openLab },
        { label: 'Save as file', disabled: opened === null, onChoose: () => opened !== null && void saveAsFile(opened.design) },
      ]} />
      {wanted && opened !== null && (
        <Dialog title="Run as a lab" onClose={() => setWanted(false)}>
          {lab.state === 'here' ? <lab.part name={opened.name} /> : <p role="status">{lab.state === 'waiting' ? 'One moment …' : NOT_LOADED}</p>}
        </Dialog>
      )}
    </>
  )
}
