import type { Metadata } from 'next'
import { Alternatives } from '@/components/alternatives/alternatives'
import { AnswerDrawer } from '@/components/answer/drawer'
import { AskBar } from '@/components/ask/ask-bar'
import { CanvasLoader } from '@/components/canvas/canvas-loader'
import { MoreMenu } from '@/components/export/more-menu'
import { Inspector } from '@/components/inspector/inspector'
import { AddButton, Palette } from '@/components/palette/palette'
import { ShareButton } from '@/components/share/share-button'
import { ThemeButton } from '@/components/theme/theme-button'
import { Workbench } from '@/components/workbench/workbench'

export const metadata: Metadata = { title: 'Design · Podway' }

export default function DesignPage() {
  return <Workbench ask={<><AskBar /><Alternatives /></>} canvas={<CanvasLoader />} inspector={<Inspector />} drawer={<AnswerDrawer />} more={<MoreMenu />} theme={<ThemeButton />} share={<ShareButton />} palette={<Palette />} add={<AddButton />} />
}
