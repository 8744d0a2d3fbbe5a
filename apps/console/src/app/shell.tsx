import { Suspense } from 'react'
import { Link, NavLink, Outlet, useNavigation } from 'react-router'
import { ExplainDrawer } from '../figures/explain-drawer.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'
import { Mark } from '../session/sign-in-page.js'
import { AccountMenu } from './account-menu.js'
import {
  AlertsIcon,
  ClosingsIcon,
  FiguresIcon,
  MoneyIcon,
  OverviewIcon,
  ProgrammesIcon,
  ProjectsIcon,
  ReportingIcon,
  WallIcon,
} from './icons.js'
import { LanguageSwitch } from './language-switch.js'
import { useLiveState } from './live.js'
import { Waiting } from './states.js'

export function Shell() {
  const { t } = useWords()
  const { state } = useNavigation()
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('skipToContent')}
      </a>
      <header className="bar">
        <Link to="/overview" className="brand">
          <Mark /> {t('product')}
        </Link>
        <Navigation />
        <span className="bar-space" />
        <LiveDot />
        <LanguageSwitch />
        <AccountMenu />
      </header>
      <main id="content" tabIndex={-1} className={state === 'loading' ? 'content leaving' : 'content'}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <ExplainDrawer />
    </div>
  )
}

function Navigation() {
  const { t } = useWords()
  const mayReadAlerts = useMay('alerts.read')
  const mayReadMoney = useMay('funding.read')
  return (
    <nav className="nav" aria-label={t('product')}>
      <NavLink to="/overview">
        <OverviewIcon /> {t('nav.overview')}
      </NavLink>
      <NavLink to="/projects">
        <ProjectsIcon /> {t('nav.projects')}
      </NavLink>
      <NavLink to="/figures">
        <FiguresIcon /> {t('figures.title')}
      </NavLink>
      <NavLink to="/programmes">
        <ProgrammesIcon /> {t('nav.programmes')}
      </NavLink>
      {mayReadMoney && (
        <NavLink to="/money">
          <MoneyIcon /> {t('nav.money')}
        </NavLink>
      )}
      <NavLink to="/reporting">
        <ReportingIcon /> {t('nav.reporting')}
      </NavLink>
      {mayReadAlerts && (
        <NavLink to="/alerts">
          <AlertsIcon /> {t('nav.alerts')}
        </NavLink>
      )}
      <NavLink to="/closings">
        <ClosingsIcon /> {t('nav.closings')}
      </NavLink>
      <NavLink to="/wall">
        <WallIcon /> {t('nav.wall')}
      </NavLink>
    </nav>
  )
}

function LiveDot() {
  const { t } = useWords()
  const state = useLiveState()
  const words = t(`live.${state}`)
  return (
    <span className={`live live-${state}`} title={words} role="status">
      <span className={state === 'connected' ? 'unseen' : 'live-words'}>{words}</span>
    </span>
  )
}
