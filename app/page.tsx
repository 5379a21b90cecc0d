import { Dashboard } from '@/components/dashboard/dashboard'
import { ThemeButton } from '@/components/theme/theme-button'

export default function Page() {
  return <Dashboard theme={<ThemeButton />} />
}
