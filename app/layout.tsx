import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './globals.css'
import '@/components/ui/parts.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { GlyphSprite } from '@/components/ui/glyphs/sprite'

export const metadata: Metadata = {
  title: 'Podway',
  description: 'Draw clusters, VPCs, tunnels and gateways; ask what happens to a lookup and a packet, hop by hop, both ways.',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script src="/theme.js" />
      </head>
      <body>
        <GlyphSprite />
        {children}
      </body>
    </html>
  )
}
