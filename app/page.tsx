import { Gallery } from '@/components/dashboard/gallery'
import { ThemeButton } from '@/components/theme/theme-button'

export default function Page() {
  return <Gallery theme={<ThemeButton />} />
}
