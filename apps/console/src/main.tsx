import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/app.css'
import { Application } from './app/application.js'
import { startLanguage } from './i18n/index.js'

await startLanguage()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Application />
  </StrictMode>,
)
