// Before the first paint, so that no page flashes in the other theme. components/editor/theme.ts writes what is read here.
try {
  const theme = localStorage.getItem('podway-theme')
  if (theme === 'light' || theme === 'dark' || theme === 'contrast') document.documentElement.dataset.theme = theme
} catch {}
