import type { Metadata } from 'next'
import { AnswerDrawer } from '@/components/answer/drawer'
import { AskBar } from '@/components/ask/ask-bar'
import { CanvasLoader } from '@/components/canvas/canvas-loader'
import { MoreMenu } from '@/components/export/more-menu'
import { Inspector } from '@/components/inspector/inspector'
import { KeepButton } from '@/components/share/keep-button'
import { ThemeButton } from '@/components/theme/theme-button'
import { Workbench } from '@/components/workbench/workbench'

export const metadata: Metadata = { title: 'Shared design · Podway' }

export default function ViewPage() {
  return <Workbench view ask={<AskBar />} canvas={<CanvasLoader />} inspector={<Inspector />} drawer={<AnswerDrawer />} more={<MoreMenu />} theme={<ThemeButton />} share={<KeepButton />} />
}
